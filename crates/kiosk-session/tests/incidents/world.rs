// SPDX-License-Identifier: EUPL-1.2
//! A tiny world around a totem: two good cards, a good backend, and a person who does the next
//! sensible thing. A test says what goes wrong instead.

use activation_protocol::messages::{Attempt, CardCheck, CardStanding, CertificateStanding, Flow};
use activation_protocol::pin::PinRules;
use activation_protocol::{Outcome, ReleaseNo, SecretMode};
use kiosk_session::{
    Action, Answer, Call, CardFacts, CardFault, CardReport, CardToken, Effect, Event, HolderToken,
    JournalOp, Message, Moment, Notice, PinAnswer, Policy, Printed, Reading, Record, Screen,
    ScreenName, SetAnswer, Slot, Totem, Touch, step,
};

pub(crate) const OLD: CardFacts = card(0, 0);
pub(crate) const NEW: CardFacts = card(1, 0);
pub(crate) const STRANGER: CardFacts = card(2, 1);
pub(crate) const READER: Slot = Slot(0);
pub(crate) const IN_ORDER: CardCheck = CardCheck {
    standing: CardStanding::Active,
    certificate: CertificateStanding::Good,
};

pub(crate) const fn card(card: u8, holder: u8) -> CardFacts {
    CardFacts {
        card: CardToken(card),
        holder: HolderToken(holder),
        expired: false,
        consistent: true,
        data_match: true,
    }
}

pub(crate) struct World {
    pub(crate) totem: Totem,
    pub(crate) now_ms: u64,
    pub(crate) journal: Vec<JournalOp>,
    pub(crate) effects: Vec<Effect>,
    /// The question whose answer the totem waits for.
    pub(crate) asked: Option<Effect>,
    inside: Option<CardFacts>,
    visits: u8,
}

impl World {
    pub(crate) fn new(policy: Policy) -> Self {
        let mut world = Self::switched_off(policy);
        world.send(Event::Started(Vec::new()));
        world.send(Event::Readiness(true));
        world
    }

    pub(crate) fn switched_off(policy: Policy) -> Self {
        Self {
            totem: Totem::new(policy),
            now_ms: 1_000,
            journal: Vec::new(),
            effects: Vec::new(),
            asked: None,
            inside: None,
            visits: 0,
        }
    }

    /// A world that has come to this page without any mishap.
    pub(crate) fn at(page: ScreenName) -> Self {
        let mut world = Self::new(Policy::default());
        world.walk_to(page);
        world
    }

    /// A person came to have a card checked, and has come to this page without any mishap.
    pub(crate) fn checking(page: ScreenName) -> Self {
        let mut world = Self::at(ScreenName::Idle);
        world.touch(Touch::Check);
        world.walk_to(page);
        world
    }

    pub(crate) fn send(&mut self, event: Event) {
        self.visits = self
            .visits
            .wrapping_add(u8::from(event == Event::Touched(Touch::Start)));
        let random = [self.visits; 10];
        let moment = Moment {
            now_ms: self.now_ms,
            wall_ms: 1_795_000_000_000,
            random,
        };
        let step = step(&self.totem, &moment, event);
        self.totem = step.totem;
        self.journal.extend(step.journal);
        let question = step
            .effects
            .iter()
            .rev()
            .find(|effect| self.good_answer(effect).is_some());
        self.asked = question.copied().or(self.asked.take());
        self.effects.extend(step.effects);
    }

    pub(crate) fn touch(&mut self, touch: Touch) {
        self.send(Event::Touched(touch));
    }

    pub(crate) fn insert(&mut self, card: CardFacts) {
        self.inside = Some(card);
        self.send(Event::Inserted(READER));
    }

    pub(crate) fn remove(&mut self) {
        self.inside = None;
        self.send(Event::Removed(READER));
    }

    /// Answers the open question in this way.
    pub(crate) fn answer(&mut self, event: Event) {
        assert!(self.asked.take().is_some(), "a question is open");
        self.send(event);
    }

    pub(crate) fn reply(&mut self, answer: Answer) {
        self.answer(Event::Answered(answer));
    }

    /// Lets time pass, with a tick whenever the totem wants one.
    pub(crate) fn wait(&mut self, ms: u64) {
        let until_ms = self.now_ms + ms;
        while let Some(deadline_ms) = self.totem.deadline_ms().filter(|due| *due <= until_ms) {
            self.now_ms = deadline_ms.max(self.now_ms);
            self.send(Event::Tick);
        }
        self.now_ms = until_ms;
    }

    pub(crate) fn screen(&self) -> Screen {
        self.totem.screen(self.now_ms)
    }

    pub(crate) fn page(&self) -> ScreenName {
        self.screen().name
    }

    pub(crate) fn shows(&self, notice: Notice) -> bool {
        self.screen().notices.contains(&notice)
    }

    pub(crate) fn offers(&self, action: Action) -> bool {
        self.screen().actions.contains(&action)
    }

    /// What a check says.
    pub(crate) fn report(&self) -> CardReport {
        self.screen().report.expect("the page has a report")
    }

    pub(crate) fn did(&self, effect: Effect) -> bool {
        self.effects.contains(&effect)
    }

    pub(crate) fn walk_to(&mut self, page: ScreenName) {
        for _ in 0..60 {
            if self.page() == page {
                return;
            }
            self.go_on();
        }
        panic!("{page:?} is not on the way; stuck at {:?}", self.page());
    }

    /// Goes on without mishaps, and says how the visit ended.
    pub(crate) fn finish(&mut self) -> Outcome {
        self.walk_to(ScreenName::Outcome);
        self.screen().outcome.expect("the page has an outcome")
    }

    /// The records of the journal, in their order.
    pub(crate) fn records(&self) -> Vec<Record> {
        let records = self.journal.iter().filter_map(|op| match op {
            JournalOp::Record(_, record) => Some(*record),
            JournalOp::Close(..) => Some(Record::Closed),
            JournalOp::Enqueue(..) => None,
        });
        records.collect()
    }

    /// What the backend is told later.
    pub(crate) fn messages(&self) -> Vec<Message> {
        let messages = self.journal.iter().filter_map(|op| match op {
            JournalOp::Enqueue(_, message) => Some(*message),
            JournalOp::Record(..) | JournalOp::Close(..) => None,
        });
        messages.collect()
    }

    /// The next good answer, or what a sensible person does.
    pub(crate) fn go_on(&mut self) {
        match self.asked.and_then(|question| self.good_answer(&question)) {
            Some(answer) => self.answer(answer),
            None => self.act(),
        }
    }

    fn act(&mut self) {
        match self.page() {
            ScreenName::Idle => self.touch(Touch::Start),
            ScreenName::InsertOldCard | ScreenName::CheckInsertCard => self.present(OLD),
            ScreenName::InsertNewCard | ScreenName::PinUncertain | ScreenName::VerifyNewPin => {
                self.present(NEW);
            }
            ScreenName::EnterOldPin
            | ScreenName::ChoosePin
            | ScreenName::EnterNewPin
            | ScreenName::CheckEnterPin => {
                self.send(Event::Typed(5));
                self.touch(Touch::Confirm);
            }
            ScreenName::CheckReport if self.offers(Action::ProvePin) => {
                self.touch(Touch::ProvePin);
            }
            ScreenName::CheckReport => self.touch(Touch::Confirm),
            ScreenName::Outcome if self.inside.is_none() => self.touch(Touch::Confirm),
            _ => self.remove(),
        }
    }

    fn present(&mut self, card: CardFacts) {
        if self.inside.is_some() {
            self.remove();
        }
        self.insert(card);
    }

    fn good_answer(&self, question: &Effect) -> Option<Event> {
        Some(match question {
            Effect::ReadCard(_) => {
                let gone = Reading::Failed(CardFault::Removed);
                Event::CardRead(self.inside.map_or(gone, Reading::Cns))
            }
            Effect::VerifyPin(..) => Event::PinChecked(Ok(PinAnswer::Accepted)),
            Effect::Sign(..) => Event::Signed(Ok(())),
            Effect::SetPin(_) => Event::PinSet(SetAnswer::Changed),
            Effect::JudgePin => Event::PinJudged(Ok(())),
            Effect::ComparePins => Event::PinsCompared(true),
            Effect::Call(call) => Event::Answered(good_reply(*call)),
            Effect::Print(_) => Event::Printed(Printed::Done),
            Effect::PowerOff(_)
            | Effect::Wipe(_)
            | Effect::WipeAll
            | Effect::Forget
            | Effect::Deliver
            | Effect::Attention
            | Effect::Log(_) => return None,
        })
    }
}

fn good_reply(call: Call) -> Answer {
    match call {
        Call::OpenSession => Answer::Opened(Flow::OldAuth),
        Call::OldProof { .. } => Answer::Authorised(PinRules {
            min_len: 5,
            max_len: 8,
        }),
        Call::NewCard => Answer::Bound(SecretMode::TransportPin, Attempt::First),
        Call::Release(_) => Answer::Released(ReleaseNo(1)),
        Call::Confirm => Answer::Confirmed,
        Call::CheckCard => Answer::Checked(IN_ORDER),
    }
}
