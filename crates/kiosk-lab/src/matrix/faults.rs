// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Everything that goes wrong, one file a kind.

mod habits;
mod hangs;
mod healthy;
mod machine;
mod other_cards;
mod pins;
mod pulled;
mod refusals;
mod swaps;

use super::fault::Fault;

/// INS of the commands that something happens to.
mod ins {
    pub(super) const VERIFY: u8 = 0x20;
    pub(super) const MANAGE_SECURITY_ENVIRONMENT: u8 = 0x22;
    pub(super) const CHANGE_REFERENCE_DATA: u8 = 0x24;
    pub(super) const PERFORM_SECURITY_OPERATION: u8 = 0x2A;
    pub(super) const SELECT: u8 = 0xA4;
    pub(super) const READ_BINARY: u8 = 0xB0;
}

/// All rows. The first and the last visit of each world are plain ones: whatever happened between
/// them left nothing behind.
pub fn faults() -> Vec<Fault> {
    [
        healthy::before(),
        habits::rows(),
        other_cards::rows(),
        pulled::rows(),
        hangs::rows(),
        refusals::rows(),
        swaps::rows(),
        machine::rows(),
        pins::rows(),
        healthy::after(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_has_a_name_of_its_own_in_kebab_case() {
        let faults = faults();
        let names: BTreeSet<&str> = faults.iter().map(|fault| fault.name.as_str()).collect();
        assert_eq!(names.len(), faults.len());
        let kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        for name in names {
            assert!(
                name.chars().all(|it| kebab(it) || it.is_ascii_digit()),
                "{name}"
            );
        }
    }
}
