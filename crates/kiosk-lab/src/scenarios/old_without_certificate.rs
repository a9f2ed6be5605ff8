// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card has a chip and no certificate, so it can prove nothing (S04).

use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-without-certificate",
    deck: Deck::NoCertificate,
    outcome: Some("O18"),
    play: Story::is_told_off_before_a_pin,
};
