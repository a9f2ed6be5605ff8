// SPDX-License-Identifier: EUPL-1.2
//! The names of the decks, one for each story a totem can live through.

use serde::{Deserialize, Serialize};

/// A set of cards for one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Deck {
    /// Old and new card of one citizen, RSA-2048.
    SamePerson,
    /// The same with cards of 2012, RSA-1024.
    SamePersonAthena,
    /// The new card is somebody else's.
    TwoPeople,
    /// The old card expired ten days ago.
    OldExpired,
    /// The old card was never activated.
    OldNeverActivated,
    /// The old card's certificate is on the CRL; the registry does not know yet.
    OldRevoked,
    /// The old card was activated when its holder was 14; now 20.
    ActivatedAsMinor,
    /// For typing the wrong PIN twice.
    WrongPinTwice,
    /// The old card's PIN is blocked.
    PinBlocked,
    /// For putting the new card in first.
    NewCardFirst,
    /// The new card was printed without a chip.
    NewWithoutChip,
    /// In place of the new card comes a bank card.
    UnknownCard,
    /// For a backend that is down before the PIN.
    BackendDownBeforePin,
    /// For a network that is lost before the confirmation.
    NetworkLostBeforeConfirm,
    /// For a printer without paper.
    PrinterOutOfPaper,
    /// For a power cut after the PIN was set.
    PowerCutAfterPinSet,
    /// The old card is a good one of another region, whose CA and number no registry here knows.
    OtherRegion,
    /// In place of the old card comes an operator's CNS; the registry knows citizens only.
    StaffCard,
    /// The old card has a chip and no certificate on it.
    NoCertificate,
    /// The old card answers with the bare ATR of its contactless side, and has no files there.
    ContactlessAtr,
}

impl Deck {
    /// Every deck.
    pub const ALL: [Self; 20] = [
        Self::SamePerson,
        Self::SamePersonAthena,
        Self::TwoPeople,
        Self::OldExpired,
        Self::OldNeverActivated,
        Self::OldRevoked,
        Self::ActivatedAsMinor,
        Self::WrongPinTwice,
        Self::PinBlocked,
        Self::NewCardFirst,
        Self::NewWithoutChip,
        Self::UnknownCard,
        Self::BackendDownBeforePin,
        Self::NetworkLostBeforeConfirm,
        Self::PrinterOutOfPaper,
        Self::PowerCutAfterPinSet,
        Self::OtherRegion,
        Self::StaffCard,
        Self::NoCertificate,
        Self::ContactlessAtr,
    ];

    /// Its directory, and its name in `deck.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SamePerson => "same-person",
            Self::SamePersonAthena => "same-person-athena",
            Self::TwoPeople => "two-people",
            Self::OldExpired => "old-expired",
            Self::OldNeverActivated => "old-never-activated",
            Self::OldRevoked => "old-revoked",
            Self::ActivatedAsMinor => "activated-as-minor",
            Self::WrongPinTwice => "wrong-pin-twice",
            Self::PinBlocked => "pin-blocked",
            Self::NewCardFirst => "new-card-first",
            Self::NewWithoutChip => "new-without-chip",
            Self::UnknownCard => "unknown-card",
            Self::BackendDownBeforePin => "backend-down-before-pin",
            Self::NetworkLostBeforeConfirm => "network-lost-before-confirm",
            Self::PrinterOutOfPaper => "printer-out-of-paper",
            Self::PowerCutAfterPinSet => "power-cut-after-pin-set",
            Self::OtherRegion => "other-region",
            Self::StaffCard => "staff-card",
            Self::NoCertificate => "no-certificate",
            Self::ContactlessAtr => "contactless-atr",
        }
    }

    /// Its place in [`Deck::ALL`]: citizens and card numbers are derived from it.
    pub(super) fn number(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn command_line_and_json_use_the_same_names() {
        for deck in Deck::ALL {
            let json = serde_json::to_string(&deck).expect("a name");
            assert_eq!(json, format!("\"{}\"", deck.name()));
            assert_eq!(Deck::from_str(deck.name(), false), Ok(deck));
            assert_eq!(Deck::ALL[deck.number()], deck);
        }
    }
}
