// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A typed PIN goes to the card it was typed for, or to none.

use activation_protocol::{IdCarta, Pin};
use cns_card::{CardChannel, CardError, Profile, reread_id_carta};
use kiosk_session::{CardFault, PinAnswer};

use super::card_fault;

/// Sends VERIFY to the card with this number.
///
/// A card swapped faster than the reader looks gives no event, so the card is asked for its number
/// first, unless it is `known` on this connection already. Another card is a removed one: nothing
/// is sent to it.
pub(crate) fn verify_pin(
    card: &mut dyn CardChannel,
    profile: &Profile,
    expected: IdCarta,
    known: bool,
    pin: &Pin,
) -> Result<PinAnswer, CardFault> {
    if !known && reread_id_carta(card, profile).map_err(card_fault)? != expected {
        return Err(CardFault::Removed);
    }
    match cns_card::verify_pin(card, profile, pin) {
        Ok(answer) => Ok(pin_answer(answer)),
        // No PIN of this card is that long: it is wrong, and need not cost a try.
        Err(CardError::PinLength) => Ok(PinAnswer::Wrong { tries_left: None }),
        Err(error) => Err(card_fault(error)),
    }
}

fn pin_answer(answer: cns_card::PinAnswer) -> PinAnswer {
    match answer {
        cns_card::PinAnswer::Accepted => PinAnswer::Accepted,
        cns_card::PinAnswer::Wrong { tries_left } => PinAnswer::Wrong { tries_left },
        cns_card::PinAnswer::Blocked => PinAnswer::Blocked,
        cns_card::PinAnswer::NotUsable => PinAnswer::NotUsable,
    }
}

#[cfg(test)]
mod tests {
    use cns_card::ChannelError;

    use super::*;
    use crate::talk::script::{HERS, HIS, Script, VERIFY, pin, profile};

    fn verified(script: &mut Script, known: bool) -> Result<PinAnswer, CardFault> {
        verify_pin(script, &profile(), Script::number(HERS), known, &pin())
    }

    #[test]
    fn the_pin_goes_to_the_card_it_was_typed_for() {
        let mut script = Script::of_card(HERS).answers(VERIFY, 0x9000);
        assert_eq!(verified(&mut script, false), Ok(PinAnswer::Accepted));
        assert_eq!(script.sent(), 3);
    }

    #[test]
    fn another_card_is_sent_nothing() {
        let mut script = Script::of_card(HIS).answers(VERIFY, 0x9000);
        assert_eq!(verified(&mut script, false), Err(CardFault::Removed));
        assert!(!script.heard(VERIFY));
    }

    #[test]
    fn a_card_known_on_this_connection_is_not_asked_again() {
        let mut script = Script::of_card(HERS).answers(VERIFY, 0x63C2);
        let wrong = PinAnswer::Wrong {
            tries_left: Some(2),
        };
        assert_eq!(verified(&mut script, true), Ok(wrong));
        assert_eq!(script.sent(), 1);
    }

    #[test]
    fn a_card_that_breaks_before_its_number_is_known_is_sent_nothing() {
        for (error, fault) in [
            (ChannelError::Reset, CardFault::Transport),
            (ChannelError::TimedOut, CardFault::TimedOut),
            (ChannelError::Removed, CardFault::Removed),
        ] {
            let mut script = Script::of_card(HERS)
                .answers(VERIFY, 0x9000)
                .breaks_at(1, error);
            assert_eq!(verified(&mut script, false), Err(fault));
            assert!(!script.heard(VERIFY));
        }
    }

    #[test]
    fn a_pin_of_a_length_this_card_cannot_have_is_wrong_and_costs_no_try() {
        let mut script = Script::of_card(HERS).answers(VERIFY, 0x9000);
        let long = Pin::new(b"1234567").unwrap();
        let mut profile = profile();
        profile.pin.max_length = 5;
        let answer = verify_pin(&mut script, &profile, Script::number(HERS), false, &long);
        assert_eq!(answer, Ok(PinAnswer::Wrong { tries_left: None }));
        assert!(!script.heard(VERIFY));
    }

    #[test]
    fn a_word_that_says_nothing_of_the_pin_is_no_wrong_pin() {
        let mut script = Script::of_card(HERS).answers(VERIFY, 0x6A88);
        assert_eq!(verified(&mut script, false), Err(CardFault::Garbage));
    }
}
