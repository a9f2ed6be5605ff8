// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The one write: the new card gets the chosen PIN, and what is known of it afterwards is exact.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use activation_protocol::release::ReleasedSecret;
use activation_protocol::{IdCarta, Pin};
use cns_card::apdu::Instruction;
use cns_card::{CardChannel, CardError, ChangeAnswer, ChannelError, Profile, StatusWord};
use kiosk_session::{CardFault, SetAnswer};

use super::card_fault;

/// Whether the card may have been sent the change; shared with who waits for the answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent(Arc<AtomicBool>);

/// What is to be done.
pub(crate) struct PinChange {
    pub(crate) profile: Profile,
    pub(crate) expected: IdCarta,
    pub(crate) issued: ReleasedSecret,
    pub(crate) chosen: Pin,
    pub(crate) sent: Sent,
}

impl Sent {
    /// The answer when the conversation did not come to its end.
    pub(crate) fn broken(&self, error: ChannelError) -> SetAnswer {
        let fault = card_fault(CardError::Channel(error));
        if self.0.load(Ordering::SeqCst) {
            SetAnswer::Lost(fault)
        } else {
            SetAnswer::NotSent(fault)
        }
    }
}

impl PinChange {
    /// Makes sure it is the same card as before, then gives it the chosen PIN.
    pub(crate) fn make(&self, card: &mut dyn CardChannel) -> SetAnswer {
        match cns_card::reread_id_carta(card, &self.profile) {
            Ok(found) if found == self.expected => self.write(card),
            Ok(_) => SetAnswer::OtherCard,
            Err(error) => SetAnswer::NotSent(card_fault(error)),
        }
    }

    fn write(&self, card: &mut dyn CardChannel) -> SetAnswer {
        self.sent.0.store(true, Ordering::SeqCst);
        let (profile, chosen) = (&self.profile, &self.chosen);
        let answer = match &self.issued {
            ReleasedSecret::IssuedPin(pin) => cns_card::change_pin(card, profile, pin, chosen),
            ReleasedSecret::Puk(puk) => cns_card::reset_pin(card, profile, puk, chosen),
        };
        answer.map_or_else(not_answered, answered)
    }
}

fn answered(answer: ChangeAnswer) -> SetAnswer {
    let (sw, tries_left) = match answer {
        ChangeAnswer::Changed => return SetAnswer::Changed,
        ChangeAnswer::Wrong { tries_left } => {
            let sw = tries_left.map_or(0x6300, |left| 0x63C0 | u16::from(left));
            (sw, tries_left)
        }
        ChangeAnswer::Blocked => (StatusWord::Blocked.into(), Some(0)),
        ChangeAnswer::Refused(status) => (status.into(), None),
    };
    SetAnswer::Refused { sw, tries_left }
}

/// Only what was sent can be lost.
fn not_answered(error: CardError) -> SetAnswer {
    match error {
        // The card was spared what it would have refused.
        CardError::PinLength | CardError::CommandTooLong => SetAnswer::Refused {
            sw: StatusWord::WrongLength.into(),
            tries_left: None,
        },
        CardError::Status {
            instruction: Instruction::Select,
            ..
        } => SetAnswer::NotSent(CardFault::Garbage),
        CardError::Channel(_)
        | CardError::Status { .. }
        | CardError::Malformed(_)
        | CardError::NoCertificate
        | CardError::Inconsistent
        | CardError::KeyTooShort => SetAnswer::Lost(card_fault(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::script::{CHANGE, HERS, HIS, Script, pin, profile};

    fn change() -> PinChange {
        PinChange {
            profile: profile(),
            expected: Script::number(HERS),
            issued: ReleasedSecret::IssuedPin(pin()),
            chosen: Pin::new(b"90261").unwrap(),
            sent: Sent::default(),
        }
    }

    #[test]
    fn the_answer_of_the_card_is_told_as_it_is() {
        for (sw, tries_left) in [(0x63C2, Some(2)), (0x6300, None), (0x6983, Some(0))] {
            let mut script = Script::of_card(HERS).answers(CHANGE, sw);
            let refused = SetAnswer::Refused { sw, tries_left };
            assert_eq!(change().make(&mut script), refused);
        }
        let mut script = Script::of_card(HERS).answers(CHANGE, 0x9000);
        assert_eq!(change().make(&mut script), SetAnswer::Changed);
    }

    #[test]
    fn another_card_is_sent_nothing() {
        let mut script = Script::of_card(HIS).answers(CHANGE, 0x9000);
        assert_eq!(change().make(&mut script), SetAnswer::OtherCard);
        assert!(!script.heard(CHANGE));
    }

    #[test]
    fn what_breaks_before_the_change_was_not_sent_and_after_it_is_lost() {
        let removed = ChannelError::Removed;
        for at in [0, 1] {
            let change = change();
            let mut script = Script::of_card(HERS).breaks_at(at, removed);
            let answer = change.make(&mut script);
            assert_eq!(answer, SetAnswer::NotSent(CardFault::Removed));
            let hung = change.sent.broken(ChannelError::TimedOut);
            assert_eq!(hung, SetAnswer::NotSent(CardFault::TimedOut));
        }
        let change = change();
        let mut script = Script::of_card(HERS).breaks_at(2, removed);
        assert_eq!(
            change.make(&mut script),
            SetAnswer::Lost(CardFault::Removed)
        );
        let hung = change.sent.broken(ChannelError::TimedOut);
        assert_eq!(hung, SetAnswer::Lost(CardFault::TimedOut));
    }

    #[test]
    fn a_code_the_card_cannot_have_is_refused_without_asking_it() {
        let mut script = Script::of_card(HERS).answers(CHANGE, 0x9000);
        let mut change = change();
        change.profile.pin.max_length = 5;
        change.issued = ReleasedSecret::IssuedPin(Pin::new(b"1234567").unwrap());
        let refused = SetAnswer::Refused {
            sw: 0x6700,
            tries_left: None,
        };
        assert_eq!(change.make(&mut script), refused);
        assert!(!script.heard(CHANGE));
    }
}
