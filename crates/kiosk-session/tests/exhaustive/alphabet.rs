// SPDX-License-Identifier: EUPL-1.2
//! What can happen next: the good events cost nothing, every other one is a mishap.

use std::collections::BTreeMap;

use activation_protocol::messages::{Attempt, CardCheck, CardStanding, CertificateStanding, Flow};
use activation_protocol::pin::{PinRules, WeakPin};
use activation_protocol::{Outcome, ProblemCode, ReleaseNo, SecretMode, SessionId};
use kiosk_session::{
    Answer, CardFacts, CardFault, CardToken, Effect, Event, Fault, HolderToken, PinAnswer, Printed,
    Reading, Record, SetAnswer, Slot, Touch, Unfinished,
};

/// A question that the driver will answer.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Asked {
    Read,
    Verify,
    Sign,
    Set,
    Judge,
    Compare,
    Call,
    Print,
}

const ALL: [Asked; 8] = [
    Asked::Read,
    Asked::Verify,
    Asked::Sign,
    Asked::Set,
    Asked::Judge,
    Asked::Compare,
    Asked::Call,
    Asked::Print,
];

impl Asked {
    pub(crate) fn by(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::ReadCard(_) => Some(Self::Read),
            Effect::VerifyPin(..) => Some(Self::Verify),
            Effect::Sign(..) => Some(Self::Sign),
            Effect::SetPin(_) => Some(Self::Set),
            Effect::JudgePin => Some(Self::Judge),
            Effect::ComparePins => Some(Self::Compare),
            Effect::Call(_) => Some(Self::Call),
            Effect::Print(_) => Some(Self::Print),
            _ => None,
        }
    }

    pub(crate) fn answered_by(event: &Event) -> Option<Self> {
        match event {
            Event::CardRead(_) => Some(Self::Read),
            Event::PinChecked(_) => Some(Self::Verify),
            Event::Signed(_) => Some(Self::Sign),
            Event::PinSet(_) => Some(Self::Set),
            Event::PinJudged(_) => Some(Self::Judge),
            Event::PinsCompared(_) => Some(Self::Compare),
            Event::Answered(_) => Some(Self::Call),
            Event::Printed(_) => Some(Self::Print),
            _ => None,
        }
    }

    fn good_answers(self) -> Vec<Event> {
        match self {
            Self::Read => vec![cns(0, 0, false, true), cns(1, 0, false, true)],
            Self::Verify => vec![Event::PinChecked(Ok(PinAnswer::Accepted))],
            Self::Sign => vec![Event::Signed(Ok(()))],
            Self::Set => vec![Event::PinSet(SetAnswer::Changed)],
            Self::Judge => vec![Event::PinJudged(Ok(()))],
            Self::Compare => vec![Event::PinsCompared(true)],
            Self::Call => good_calls().map(Event::Answered).to_vec(),
            Self::Print => vec![Event::Printed(Printed::Done)],
        }
    }

    fn bad_answers(self) -> Vec<Event> {
        let wrong = |tries_left| Event::PinChecked(Ok(PinAnswer::Wrong { tries_left }));
        let refused = |tries_left| {
            Event::PinSet(SetAnswer::Refused {
                sw: 0x6983,
                tries_left,
            })
        };
        match self {
            Self::Read => vec![
                cns(2, 1, false, true),
                cns(0, 0, true, true),
                cns(1, 0, false, false),
                Event::CardRead(Reading::WithoutCertificate),
                Event::CardRead(Reading::UnknownType),
                Event::CardRead(Reading::Failed(CardFault::Removed)),
                Event::CardRead(Reading::Failed(CardFault::Garbage)),
            ],
            Self::Verify => vec![
                wrong(Some(2)),
                wrong(Some(1)),
                wrong(Some(0)),
                wrong(None),
                Event::PinChecked(Ok(PinAnswer::Blocked)),
                Event::PinChecked(Ok(PinAnswer::NotUsable)),
                Event::PinChecked(Err(CardFault::Transport)),
                Event::PinChecked(Err(CardFault::Removed)),
            ],
            Self::Sign => vec![
                Event::Signed(Err(CardFault::Removed)),
                Event::Signed(Err(CardFault::TimedOut)),
            ],
            Self::Set => vec![
                refused(Some(2)),
                refused(None),
                Event::PinSet(SetAnswer::OtherCard),
                Event::PinSet(SetAnswer::NotSent(CardFault::Removed)),
                Event::PinSet(SetAnswer::Lost(CardFault::Removed)),
            ],
            Self::Judge => vec![Event::PinJudged(Err(WeakPin::Run))],
            Self::Compare => vec![Event::PinsCompared(false)],
            Self::Call => bad_calls().into_iter().map(Event::Answered).collect(),
            Self::Print => vec![Event::Printed(Printed::NoPaper)],
        }
    }
}

/// What people come for. Visits and checks follow one another but share nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum About {
    Visits,
    Checks,
    Both,
}

impl About {
    fn includes(self, event: &Event) -> bool {
        match event {
            Event::Touched(Touch::Start | Touch::ForgotPin) => self != Self::Checks,
            // A check does not ask for it.
            Event::Readiness(_) => self != Self::Checks,
            // What an earlier run left over is told before anybody comes.
            Event::Started(unfinished) => self != Self::Checks || unfinished.is_empty(),
            Event::Touched(Touch::Check | Touch::ProvePin)
            | Event::Answered(Answer::Checked(_)) => self != Self::Visits,
            Event::Answered(answer) => self != Self::Checks || *answer == Answer::Unreachable,
            _ => true,
        }
    }
}

/// Everything that can happen, and whether it is a mishap.
pub(crate) fn events(open: &[Asked], about: About) -> Vec<(Event, bool)> {
    let mut kinds = open.to_vec();
    kinds.dedup();
    let good = kinds.iter().flat_map(|asked| asked.good_answers());
    let bad = kinds.iter().flat_map(|asked| asked.bad_answers());
    let good = good.chain(good_events()).map(|event| (event, false));
    good.chain(bad.chain(bad_events()).map(|event| (event, true)))
        .filter(|(event, _)| about.includes(event))
        .collect()
}

/// Answers to questions that nobody asked.
pub(crate) fn unasked(open: &[Asked]) -> Vec<Event> {
    let unasked = ALL.into_iter().filter(|asked| !open.contains(asked));
    unasked
        .flat_map(|asked| asked.good_answers().into_iter().take(1))
        .collect()
}

fn good_events() -> Vec<Event> {
    vec![
        Event::Started(Vec::new()),
        Event::Readiness(true),
        Event::Touched(Touch::Start),
        Event::Touched(Touch::Check),
        Event::Touched(Touch::ProvePin),
        Event::Touched(Touch::Confirm),
        Event::Typed(5),
        Event::Inserted(Slot(0)),
        Event::Removed(Slot(0)),
    ]
}

fn bad_events() -> Vec<Event> {
    let touches = [Touch::Cancel, Touch::Extend, Touch::ForgotPin, Touch::Other];
    let faults = [
        Fault::NoReader,
        Fault::NoJournal,
        Fault::Tamper,
        Fault::MaintenanceDue,
    ];
    let records = [
        Record::Open,
        Record::IntentRelease,
        Record::IntentSet,
        Record::Proof,
        Record::Confirmed,
    ];
    let mut events = vec![
        Event::Readiness(false),
        Event::Typed(4),
        Event::Inserted(Slot(1)),
        Event::Removed(Slot(1)),
        Event::Mute(Slot(0)),
        Event::Tick,
    ];
    events.extend(touches.map(Event::Touched));
    events.extend(faults.map(Event::FaultRaised));
    events.extend(faults.map(Event::FaultCleared));
    events.extend(records.map(unfinished));
    events
}

fn unfinished(record: Record) -> Event {
    let session = SessionId::from_bytes([record as u8; 16]);
    Event::Started(vec![Unfinished {
        session,
        record,
        age_ms: 1,
    }])
}

fn good_calls() -> [Answer; 6] {
    [
        Answer::Opened(Flow::OldAuth),
        Answer::Authorised(PinRules {
            min_len: 5,
            max_len: 8,
        }),
        Answer::Bound(SecretMode::TransportPin, Attempt::First),
        Answer::Released(ReleaseNo(1)),
        Answer::Confirmed,
        Answer::Checked(CardCheck {
            standing: CardStanding::Active,
            certificate: CertificateStanding::Good,
        }),
    ]
}

fn bad_calls() -> Vec<Answer> {
    let mut calls = vec![
        Answer::Opened(Flow::ConfirmOnly),
        Answer::Bound(SecretMode::TransportPin, Attempt::Ambiguous),
        Answer::Bound(SecretMode::PukReset, Attempt::Ambiguous),
        Answer::Bound(SecretMode::IssuedPin, Attempt::First),
        Answer::ReleaseForged,
        Answer::Unreachable,
    ];
    calls.extend(problems().into_values().map(Answer::Problem));
    calls
}

/// One code of each kind: the session looks only at these two facts.
fn problems() -> BTreeMap<(Option<Outcome>, bool), ProblemCode> {
    let codes = ProblemCode::ALL.iter().copied();
    codes
        .map(|code| ((code.outcome(), code.retryable()), code))
        .collect()
}

fn cns(card: u8, holder: u8, expired: bool, consistent: bool) -> Event {
    let (card, holder) = (CardToken(card), HolderToken(holder));
    Event::CardRead(Reading::Cns(CardFacts {
        card,
        holder,
        expired,
        consistent,
        data_match: true,
    }))
}
