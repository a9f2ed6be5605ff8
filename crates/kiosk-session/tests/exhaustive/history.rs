// SPDX-License-Identifier: EUPL-1.2
//! What has happened in a visit, kept beside the totem, to hold the totem to its promises.

use activation_protocol::Outcome;
use kiosk_session::{
    Action, Answer, Call, CardFault, Effect, Event, Fault, JournalOp, PinAnswer, Record, Screen,
    ScreenName, SecretSlot, SetAnswer, Totem, Touch,
};

use crate::check_so_far::CheckSoFar;

const NO_WAY_BACK: [ScreenName; 5] = [
    ScreenName::SetPin,
    ScreenName::TryChosenPin,
    ScreenName::VerifyNewPin,
    ScreenName::SignNewProof,
    ScreenName::Confirm,
];

#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct History {
    /// A secret may be in a slot.
    secrets: bool,
    record: Option<Record>,
    journal_broken: bool,
    writing: bool,
    write_sent: bool,
    confirmed: bool,
    old_tries: Option<u8>,
    new_tries: Option<u8>,
    check: Option<CheckSoFar>,
}

impl History {
    /// Takes a step in, in the order in which a driver would run it. A late event answers a
    /// question that another has replaced.
    pub(crate) fn note(
        &mut self,
        before: &Totem,
        event: &Event,
        late: bool,
        ops: &[JournalOp],
        effects: &[Effect],
    ) {
        self.note_event(before, event);
        if let Some(check) = &mut self.check {
            assert!(ops.is_empty(), "a check leaves nothing behind: {ops:?}");
            check.note(before, event, late, effects);
        }
        for op in ops {
            assert!(
                !self.journal_broken,
                "a broken journal is not written: {op:?}"
            );
            match op {
                JournalOp::Record(_, record) => {
                    assert!(self.record < Some(*record), "records go forward");
                    self.record = Some(*record);
                }
                JournalOp::Close(..) => self.record = None,
                JournalOp::Enqueue(..) => {}
            }
        }
        for effect in effects {
            self.note_effect(*effect);
        }
    }

    /// The page tells the truth.
    pub(crate) fn judge(&self, screen: &Screen) {
        assert!(screen.actions.contains(&Action::Language));
        if NO_WAY_BACK.contains(&screen.name) {
            assert!(!screen.actions.contains(&Action::Cancel), "{screen:?}");
        }
        if let Some(report) = screen.report {
            self.check.as_ref().expect("a check runs").judge(report);
        }
        match screen.outcome {
            Some(_) if self.check.is_some() => {
                assert_eq!(
                    screen.name,
                    ScreenName::OutOfService,
                    "a check has no outcome"
                );
            }
            Some(Outcome::Completed) => assert!(self.confirmed, "O01 only when confirmed"),
            Some(Outcome::NothingChanged | Outcome::Unavailable | Outcome::DifferentHolder) => {
                assert!(
                    !self.write_sent && !self.writing,
                    "{:?} only without a write",
                    screen.outcome
                );
            }
            _ => {}
        }
    }

    /// Nothing is known of the next person; a broken journal stays broken.
    fn next_person(&mut self) {
        assert!(!self.secrets, "nothing secret is left for the next person");
        *self = Self {
            journal_broken: self.journal_broken,
            ..Self::default()
        };
    }

    fn note_event(&mut self, before: &Totem, event: &Event) {
        let page = before.screen(0).name;
        match event {
            Event::Touched(Touch::Check) if page == ScreenName::Idle => {
                self.check = Some(CheckSoFar::default());
            }
            Event::FaultRaised(Fault::NoJournal) => self.journal_broken = true,
            Event::FaultCleared(Fault::NoJournal) => self.journal_broken = false,
            Event::Typed(_) => self.secrets |= before.entry().is_some(),
            Event::Answered(Answer::Released(_)) => {
                self.secrets |= page == ScreenName::RequestRelease;
            }
            Event::Answered(Answer::Confirmed) => self.confirmed |= page == ScreenName::Confirm,
            Event::PinSet(answer) if page == ScreenName::SetPin => self.note_write(*answer),
            Event::PinChecked(answer) => match page {
                ScreenName::VerifyOldPin => self.old_tries = certain(self.old_tries, *answer),
                ScreenName::TryChosenPin | ScreenName::VerifyNewPin => {
                    self.new_tries = certain(self.new_tries, *answer);
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn note_write(&mut self, answer: SetAnswer) {
        self.writing = false;
        match answer {
            SetAnswer::Changed => {
                self.write_sent = true;
                self.new_tries = None;
            }
            SetAnswer::Refused { tries_left, .. } => {
                self.write_sent = true;
                self.new_tries = tries_left;
            }
            SetAnswer::Lost(_) => self.write_sent = true,
            SetAnswer::OtherCard | SetAnswer::NotSent(_) => {}
        }
    }

    fn note_effect(&mut self, effect: Effect) {
        match effect {
            Effect::VerifyPin(_, SecretSlot::OldPin) => spare_the_last(self.old_tries),
            Effect::VerifyPin(..) => spare_the_last(self.new_tries),
            Effect::SetPin(_) => {
                assert!(
                    self.record >= Some(Record::IntentSet),
                    "R2 before the write"
                );
                self.writing = true;
            }
            Effect::Call(Call::Release(_)) => {
                assert!(
                    self.record >= Some(Record::IntentRelease),
                    "R1 before the release"
                );
            }
            Effect::Call(Call::Confirm) => {
                let durable = self.record >= Some(Record::Proof);
                assert!(durable || self.journal_broken, "R3 before the confirmation");
            }
            Effect::WipeAll => self.secrets = false,
            Effect::Forget => self.next_person(),
            _ => {}
        }
    }
}

/// How many tries a card still has for certain: a lost answer may have been one more refusal.
pub(crate) fn certain(before: Option<u8>, answer: Result<PinAnswer, CardFault>) -> Option<u8> {
    match answer {
        Ok(PinAnswer::Wrong { tries_left }) => tries_left,
        Ok(PinAnswer::Accepted | PinAnswer::Blocked | PinAnswer::NotUsable) => None,
        Err(_) => before.map(|left| left.saturating_sub(1)),
    }
}

pub(crate) fn spare_the_last(tries_left: Option<u8>) {
    assert!(!matches!(tries_left, Some(0 | 1)), "the last try is spared");
}
