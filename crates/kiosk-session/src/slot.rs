// SPDX-License-Identifier: EUPL-1.2
//! Small names for readers, cards, holders and secrets, so that the session never holds the thing.

/// A card reader: 0, or 0 and 1.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Slot(pub u8);

/// The n-th different card of this visit.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CardToken(pub u8);

/// The n-th different person of this visit.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct HolderToken(pub u8);

/// Where the driver keeps a secret.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SecretSlot {
    /// The old card's PIN as typed.
    OldPin,
    /// The PIN chosen for the new card.
    NewPin,
    /// The chosen PIN, typed again.
    NewPinAgain,
    /// The code the vault released.
    Issued,
}
