// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card is a good one of another region: E8, whoever certified it.

use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-other-region",
    deck: Deck::OtherRegion,
    outcome: Some("O17"),
    play: Story::is_told_off_before_a_pin,
};
