// SPDX-License-Identifier: EUPL-1.2
//! What happens at the readers without anyone asking.

/// A change at the readers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReaderEvent {
    /// A card is in and answered its reset.
    Inserted {
        /// Slot, from 0, in the order of the configuration.
        slot: u8,
        /// Its answer to reset.
        atr: Vec<u8>,
    },
    /// A card is in and says nothing: upside down, dirty, or no chip card at all.
    Mute {
        /// Slot.
        slot: u8,
    },
    /// The card, mute or not, is out.
    Removed {
        /// Slot.
        slot: u8,
    },
    /// A reader or pcscd is gone, and with it whatever was in.
    Lost,
    /// All readers are there again.
    Back,
}
