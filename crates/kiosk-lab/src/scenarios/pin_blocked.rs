// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card's PIN is blocked, which the card says at the first try.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "pin-blocked",
    deck: Deck::PinBlocked,
    outcome: Some("O13"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_or_leave()
}
