// SPDX-License-Identifier: EUPL-1.2
//! Times and limits a session keeps.

/// All in milliseconds unless the name says otherwise.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Policy {
    /// A person may be idle so long…
    pub idle_ms: u64,
    /// …and then has so long to ask for more time.
    pub warning_ms: u64,
    /// How often more time is given.
    pub extensions: u8,
    /// A whole visit.
    pub visit_ms: u64,
    /// A card should be taken within…
    pub remove_card_ms: u64,
    /// The new card should be back after a tear within…
    pub reinsert_ms: u64,
    /// An outcome stays on the screen so long once the card is out.
    pub outcome_ms: u64,
    /// A code shown instead of a slip stays so long.
    pub code_on_screen_ms: u64,
    /// A visit interrupted less than this ago is mentioned after a restart.
    pub banner_ms: u64,
    /// A check waits so long for the service's word.
    pub check_service_ms: u64,
    /// Wrong PINs of a card that has long been used, per visit.
    pub wrong_old_pins: u8,
    /// Wrong chosen PINs when resuming with the new card.
    pub wrong_new_pins: u8,
    /// Fewest digits a PIN pad accepts.
    pub pin_min: u8,
    /// Most digits.
    pub pin_max: u8,
    /// Readers: 1, used twice, or 2.
    pub readers: u8,
    /// Whether the vault's PUK may repair a card after an ambiguous attempt.
    pub repair: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            idle_ms: 60_000,
            warning_ms: 20_000,
            extensions: 10,
            visit_ms: 15 * 60_000,
            remove_card_ms: 60_000,
            reinsert_ms: 120_000,
            outcome_ms: 20_000,
            code_on_screen_ms: 60_000,
            banner_ms: 10 * 60_000,
            check_service_ms: 10_000,
            wrong_old_pins: 2,
            wrong_new_pins: 1,
            pin_min: 5,
            pin_max: 8,
            readers: 1,
            repair: false,
        }
    }
}
