// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The backend is gone before anybody came: no PIN is asked for.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "backend-down-before-pin",
    deck: Deck::BackendDownBeforePin,
    outcome: Some("O04"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    story.await_readiness()?;
    story.world.backend.kill();
    story.glass.touch("start", None)?;
    story.insert_unless_told_off()?;
    story.never_shown("enter-old-pin")
}
