// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody else stood surety for the old card: its holder was a child.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "activated-as-minor",
    deck: Deck::ActivatedAsMinor,
    outcome: Some("O11"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_or_leave()
}
