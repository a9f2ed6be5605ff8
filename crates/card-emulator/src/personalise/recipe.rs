// SPDX-License-Identifier: EUPL-1.2
//! How each deck differs from the plain one, and nothing else.

use super::deck::Deck;

/// What goes into a deck.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipe {
    pub(super) generation: &'static str,
    pub(super) old: Old,
    pub(super) new: New,
}

/// The state of the old card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Old {
    Active,
    Expired,
    NeverActivated,
    Revoked,
    ActivatedAsMinor,
    PinBlocked,
    OtherRegion,
    StaffCard,
    WithoutCertificate,
    Contactless,
}

/// What the citizen puts in as the new card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum New {
    Own,
    SomebodyElses,
    WithoutChip,
    BankCard,
}

impl Deck {
    pub(super) fn recipe(self) -> Recipe {
        let plain = Recipe {
            generation: "st11",
            old: Old::Active,
            new: New::Own,
        };
        match self {
            Self::SamePersonAthena => Recipe {
                generation: "athena10",
                ..plain
            },
            Self::TwoPeople => Recipe {
                new: New::SomebodyElses,
                ..plain
            },
            Self::OldExpired => Recipe {
                old: Old::Expired,
                ..plain
            },
            Self::OldNeverActivated => Recipe {
                old: Old::NeverActivated,
                ..plain
            },
            Self::OldRevoked => Recipe {
                old: Old::Revoked,
                ..plain
            },
            Self::ActivatedAsMinor => Recipe {
                old: Old::ActivatedAsMinor,
                ..plain
            },
            Self::PinBlocked => Recipe {
                old: Old::PinBlocked,
                ..plain
            },
            Self::OtherRegion => Recipe {
                old: Old::OtherRegion,
                ..plain
            },
            Self::StaffCard => Recipe {
                old: Old::StaffCard,
                ..plain
            },
            Self::NoCertificate => Recipe {
                old: Old::WithoutCertificate,
                ..plain
            },
            Self::ContactlessAtr => Recipe {
                old: Old::Contactless,
                ..plain
            },
            Self::NewWithoutChip => Recipe {
                new: New::WithoutChip,
                ..plain
            },
            Self::UnknownCard => Recipe {
                new: New::BankCard,
                ..plain
            },
            Self::SamePerson
            | Self::WrongPinTwice
            | Self::NewCardFirst
            | Self::BackendDownBeforePin
            | Self::NetworkLostBeforeConfirm
            | Self::PrinterOutOfPaper
            | Self::PowerCutAfterPinSet => plain,
        }
    }
}
