// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card expired ten days ago: no PIN is asked for.

use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-expired",
    deck: Deck::OldExpired,
    outcome: Some("O08"),
    play: Story::is_told_off_before_a_pin,
};
