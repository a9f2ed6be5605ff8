// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card was never activated: there is nothing to hand on.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-never-activated",
    deck: Deck::OldNeverActivated,
    outcome: Some("O09"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_or_leave()
}
