// SPDX-License-Identifier: EUPL-1.2
//! The card: one APDU in, one answer out, nothing else in the world.

mod apdu;
mod challenge;
mod change_reference_data;
mod chip;
mod code;
mod fci;
mod files;
mod key;
mod manage_security_environment;
mod perform_security_operation;
mod read_binary;
mod reply;
mod reset_retry_counter;
mod select;
mod session;
mod status_word;
#[cfg(test)]
mod test_card;
mod verify;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::profile::{Cns, Quirks};
use apdu::Apdu;
pub use challenge::Challenges;
pub use chip::{Chip, Contents};
pub use code::{Code, CodeObject, Codes};
pub use files::{Files, Path, Place};
pub use key::{AuthenticationKey, NoKey, RsaKey};
use reply::Outcome;
use session::Session;
pub use status_word::StatusWord;

/// A card in a slot: what was burnt in (shared), what survives power loss, what does not.
///
/// Deterministic: no I/O, no clock. A clone is cheap, shares the chip and goes its own way.
#[derive(Clone, Debug)]
pub struct Card {
    chip: Arc<Chip>,
    codes: Codes,
    session: Session,
    challenges: Challenges,
}

/// What a card did with one APDU. No Debug: the response may be somebody's data.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Data and status word, at least 2 bytes.
    pub response: Vec<u8>,
    /// PIN, PUK or a counter changed: make [`Card::codes`] durable before the answer leaves.
    pub changed: bool,
}

impl Card {
    /// A powered card.
    pub fn new(chip: Arc<Chip>, codes: Codes, challenges: Challenges) -> Self {
        Self {
            session: Session::fresh(&chip.profile),
            chip,
            codes,
            challenges,
        }
    }

    /// Power on or reset: selection, verified codes and the security environment are gone.
    pub fn power_on(&mut self) {
        self.session = Session::fresh(&self.chip.profile);
    }

    /// Other habits from now on, as if it were another mask. Nothing else changes.
    pub fn set_quirks(&mut self, quirks: Quirks) {
        self.chip = Arc::new(self.chip.with_quirks(quirks));
    }

    /// The habits it has now.
    pub fn quirks(&self) -> &Quirks {
        &self.chip.profile.quirks
    }

    /// Answer to reset; empty for a card without a chip.
    pub fn atr(&self) -> &[u8] {
        &self.chip.profile.atr
    }

    /// What survives power loss.
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// What was burnt in.
    pub fn chip(&self) -> &Chip {
        &self.chip
    }

    /// Runs one command APDU (ISO/IEC 7816-4:2020, 5.2).
    pub fn exchange(&mut self, apdu: &[u8]) -> Exchange {
        let before = self.codes.clone();
        let response = self.answer(apdu);
        Exchange {
            response,
            changed: before != self.codes,
        }
    }

    fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let apdu = match Apdu::parse(bytes, self.quirks().extended_length) {
            Ok(apdu) => apdu,
            Err(status) => return self.in_its_own_words(status).bytes().to_vec(),
        };
        let outcome = match apdu.cla {
            0x00 => self.dispatch(&apdu),
            0x10 => self.chain(&apdu),
            _ => Err(StatusWord::CLASS_NOT_SUPPORTED),
        };
        self.deliver(outcome, &apdu)
    }

    fn dispatch(&mut self, apdu: &Apdu) -> Outcome {
        let chained = self.session.unchain(apdu);
        let pending = std::mem::take(&mut self.session.pending);
        match apdu.ins {
            0x20 => self.verify(apdu),
            0x22 => self.manage_security_environment(apdu),
            0x24 => self.change_reference_data(apdu),
            0x2A => self.perform_security_operation(apdu, &chained),
            0x2C => self.reset_retry_counter(apdu),
            0x84 => self.get_challenge(apdu),
            0xA4 => self.select(apdu),
            0xB0 => self.read_binary(apdu),
            reply::GET_RESPONSE => reply::get_response(pending),
            _ => Err(StatusWord::INSTRUCTION_NOT_SUPPORTED),
        }
    }

    fn cns(&self) -> Result<&Cns, StatusWord> {
        let cns = self.chip.profile.cns.as_ref();
        cns.ok_or(StatusWord::INSTRUCTION_NOT_SUPPORTED)
    }

    /// Refuses when key, PIN and PUK are behind another application.
    fn in_application_of_key(&self) -> Result<(), StatusWord> {
        let home = self.cns()?.application.as_ref();
        match home {
            Some(_) if self.chip.profile.tree(home) != Some(self.session.tree) => {
                Err(StatusWord::REFERENCE_NOT_FOUND)
            }
            _ => Ok(()),
        }
    }

    /// The directory in which the key's reference means the key, if not everywhere.
    fn key_directory(&self) -> Option<Path> {
        let cns = self.chip.profile.cns.as_ref()?;
        Path::from_text(cns.key_directory.as_ref()?)
    }

    fn is_key_directory(&self, path: &Path) -> bool {
        self.key_directory().is_some_and(|home| home == *path)
    }
}

impl PartialEq for Card {
    fn eq(&self, other: &Self) -> bool {
        let same_chip = Arc::ptr_eq(&self.chip, &other.chip) || self.chip.is_like(&other.chip);
        same_chip
            && self.codes == other.codes
            && self.session == other.session
            && self.challenges == other.challenges
    }
}

impl Eq for Card {}

impl Hash for Card {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.codes.hash(state);
        self.session.hash(state);
        self.challenges.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::test_card::{PIN, ace, athena, bank, st};
    use crate::profile::EndOfFile;

    #[test]
    fn an_unknown_instruction_and_an_unknown_class_have_their_own_status_words() {
        let mut card = st();
        assert_eq!(card.sw("00CADF3005"), 0x6D00);
        assert_eq!(card.sw("00CB3FFF035C017E08"), 0x6D00);
        assert_eq!(card.sw("80A4000C023F00"), 0x6E00);
    }

    #[test]
    fn a_truncated_command_has_the_wrong_length() {
        let mut card = st();
        for apdu in ["", "00A4", "00A4000C023F", "00B000000000"] {
            assert_eq!(card.sw(apdu), 0x6700, "{apdu}");
        }
    }

    #[test]
    fn an_old_mask_does_not_know_extended_length() {
        assert_eq!(athena().sw("00B00000000100"), 0x6700);
        assert_eq!(st().sw("00B00000000100"), 0x6986);
    }

    #[test]
    fn a_bank_card_has_no_pin_of_the_citizen() {
        let mut card = bank();
        assert_eq!(card.sw("00A4080C0410001003"), 0x6A82);
        assert_eq!(card.sw("00200010083132333435FFFFFF"), 0x6D00);
        assert_eq!(card.sw("00A404000E315041592E5359532E444446303100"), 0x9000);
    }

    #[test]
    fn two_clones_go_their_own_ways() {
        let mut first = st();
        let second = first.card.clone();
        assert_eq!(first.card, second);
        assert_eq!(first.verify("99999"), 0x63C2);
        assert_ne!(first.card, second);
    }

    #[test]
    fn other_habits_leave_selection_and_pin_as_they_are() {
        let mut card = st();
        assert_eq!(card.verify(PIN), 0x9000);
        card.sw("00A4080C0410001003");
        card.quirk(|quirks| quirks.end_of_file = EndOfFile::Success);
        assert_eq!(card.sw("00B0001010"), 0x9000);
        assert_eq!(
            card.sw("00240190083937353331FFFFFF"),
            0x9000,
            "the PIN is verified"
        );
    }

    #[test]
    fn an_application_may_be_current_after_a_reset() {
        let mut card = ace();
        card.profile(|profile| profile.applications[0].selected_after_reset = true);
        card.card.power_on();
        assert_eq!(card.sw("00A4080C0410001003"), 0x9000);
    }

    #[test]
    fn two_clones_given_the_same_habits_are_the_same_card() {
        let (mut first, mut second) = (st(), st());
        second.card = first.card.clone();
        first.quirk(|quirks| quirks.force_61xx = true);
        assert_ne!(first.card, second.card);
        second.quirk(|quirks| quirks.force_61xx = true);
        assert_eq!(first.card, second.card);
        assert_ne!(first.card, st().card, "another chip");
    }
}
