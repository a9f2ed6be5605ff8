// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A card signs only in the hold in which its PIN was verified.

use cns_card::{CardChannel, Profile, StatusWord};
use kiosk_session::{CardFault, Statement};

use super::card_fault;

/// Has a statement signed, unless the card has `forgotten` its PIN: it lost its power since.
///
/// A card may also lose it in a way that nobody notices but by `6982`. In both cases only the
/// person can help, by bringing the card, or the PIN, again; VERIFY is never sent by itself.
pub(crate) fn sign(
    card: &mut dyn CardChannel,
    profile: &Profile,
    modulus_len: usize,
    (statement, bytes): (Statement, &[u8]),
    forgotten: bool,
) -> Result<Vec<u8>, CardFault> {
    if forgotten {
        return Err(pin_forgotten(statement));
    }
    cns_card::sign(card, profile, modulus_len, bytes).map_err(|error| match error.status() {
        Some(StatusWord::SecurityStatusNotSatisfied) => pin_forgotten(statement),
        Some(_) | None => card_fault(error),
    })
}

/// The new card has to be brought again, with the chosen PIN still there. Of the others the card is
/// read again, and the PIN asked for again.
fn pin_forgotten(statement: Statement) -> CardFault {
    match statement {
        Statement::NewProof => CardFault::Removed,
        Statement::OldAuth | Statement::CardCheck => CardFault::Transport,
    }
}

#[cfg(test)]
mod tests {
    use cns_card::ChannelError;

    use super::*;
    use crate::talk::script::{HERS, SET_ENVIRONMENT, SIGN, Script, VERIFY, profile};

    fn signed(
        script: &mut Script,
        statement: Statement,
        forgotten: bool,
    ) -> Result<Vec<u8>, CardFault> {
        sign(
            script,
            &profile(),
            256,
            (statement, b"statement"),
            forgotten,
        )
    }

    #[test]
    fn a_card_that_lost_its_power_is_not_even_asked() {
        let mut script = Script::of_card(HERS);
        for (statement, fault) in [
            (Statement::OldAuth, CardFault::Transport),
            (Statement::CardCheck, CardFault::Transport),
            (Statement::NewProof, CardFault::Removed),
        ] {
            assert_eq!(signed(&mut script, statement, true), Err(fault));
        }
        assert_eq!(script.sent(), 0);
    }

    #[test]
    fn a_card_that_forgot_its_pin_unnoticed_is_not_sent_it_by_itself() {
        for (statement, fault) in [
            (Statement::OldAuth, CardFault::Transport),
            (Statement::NewProof, CardFault::Removed),
        ] {
            let mut script = Script::of_card(HERS)
                .answers(SET_ENVIRONMENT, 0x9000)
                .answers(SIGN, 0x6982);
            assert_eq!(signed(&mut script, statement, false), Err(fault));
            assert!(!script.heard(VERIFY));
        }
    }

    #[test]
    fn another_refusal_or_a_break_is_what_it_is() {
        let refusing = |script: Script| script.answers(SET_ENVIRONMENT, 0x9000);
        let mut script = refusing(Script::of_card(HERS)).answers(SIGN, 0x6F00);
        let result = signed(&mut script, Statement::NewProof, false);
        assert_eq!(result, Err(CardFault::Garbage));
        let mut script = Script::of_card(HERS).breaks_at(0, ChannelError::Removed);
        let result = signed(&mut script, Statement::OldAuth, false);
        assert_eq!(result, Err(CardFault::Removed));
    }
}
