// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! In place of the old card comes an operator’s: no citizen’s, and of no issuer in scope (E8).

use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-staff-card",
    deck: Deck::StaffCard,
    outcome: Some("O17"),
    play: Story::is_told_off_before_a_pin,
};
