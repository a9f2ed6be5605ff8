// SPDX-License-Identifier: EUPL-1.2
//! What has happened in a check, kept beside the totem, to hold its report to the truth.

use std::collections::BTreeMap;

use kiosk_session::{
    Answer, Call, CardFault, CardReport, CardToken, Effect, Event, Found, PinAnswer, Proof,
    Reading, ScreenName, SecretSlot, ServiceWord, Statement, Totem, Touch,
};

use crate::history::{certain, spare_the_last};

#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct CheckSoFar {
    /// How many tries each card has for certain, since it last refused.
    tries: BTreeMap<CardToken, u8>,
    /// The card in hand was read to its end.
    read: bool,
    /// The service has answered for it.
    answered: bool,
    /// It has signed.
    signed: bool,
    /// A PIN was wrong.
    wrong: bool,
}

impl CheckSoFar {
    /// Takes a step in. A late answer is nobody's.
    pub(crate) fn note(&mut self, before: &Totem, event: &Event, late: bool, effects: &[Effect]) {
        let card = before.first_card();
        if !late {
            self.note_answer(before.screen(0).name, card, event);
        }
        for effect in effects {
            self.judge_effect(*effect, card, event);
        }
    }

    /// A report says only what happened, and all of it.
    pub(crate) fn judge(&self, report: CardReport) {
        let told = report.found != Found::Unreadable;
        assert_eq!(self.read, told, "{report:?}");
        let said = matches!(report.service, ServiceWord::Said(_));
        assert_eq!(self.answered, said, "{report:?}");
        assert_eq!(self.signed, report.proof == Proof::Works, "{report:?}");
        let stopped = report.proof == Proof::StoppedInTime;
        assert!(self.wrong || !stopped, "{report:?} without a wrong PIN");
    }

    fn note_answer(&mut self, page: ScreenName, card: Option<CardToken>, event: &Event) {
        match (page, event) {
            (ScreenName::CheckReadCard, Event::CardRead(reading)) => {
                self.read = !matches!(reading, Reading::Failed(_));
            }
            (ScreenName::CheckAskService, Event::Answered(Answer::Checked(_))) => {
                self.answered = true;
            }
            (ScreenName::CheckSign, Event::Signed(Ok(()))) => self.signed = true,
            (ScreenName::CheckVerifyPin, Event::PinChecked(answer)) => {
                self.note_pin(card.expect("only a card that was read is asked"), *answer);
            }
            _ => {}
        }
    }

    /// A blocked card has no try to spare.
    fn note_pin(&mut self, card: CardToken, answer: Result<PinAnswer, CardFault>) {
        self.wrong |= matches!(answer, Ok(PinAnswer::Wrong { .. }));
        let left = certain(self.tries.remove(&card), answer).filter(|left| *left > 0);
        self.tries.extend(left.map(|left| (card, left)));
    }

    /// A check asks and looks; it changes nothing, and sends only a PIN that was just typed.
    fn judge_effect(&mut self, effect: Effect, card: Option<CardToken>, event: &Event) {
        match effect {
            Effect::ReadCard(_) => {
                (self.read, self.answered, self.signed) = (false, false, false);
            }
            Effect::VerifyPin(_, secret) => {
                assert_eq!(secret, SecretSlot::OldPin);
                assert_eq!(*event, Event::Touched(Touch::Confirm), "nobody typed this");
                spare_the_last(card.and_then(|card| self.tries.get(&card).copied()));
            }
            Effect::Sign(_, statement) => assert_eq!(statement, Statement::CardCheck),
            Effect::Call(call) => assert_eq!(call, Call::CheckCard),
            Effect::SetPin(_)
            | Effect::JudgePin
            | Effect::ComparePins
            | Effect::Print(_)
            | Effect::Deliver => panic!("{effect:?} has no place in a check"),
            Effect::PowerOff(_)
            | Effect::Wipe(_)
            | Effect::WipeAll
            | Effect::Forget
            | Effect::Attention
            | Effect::Log(_) => {}
        }
    }
}
