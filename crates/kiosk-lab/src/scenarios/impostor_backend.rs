// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody else answers at the backend's address, with a certificate of his own: no PIN is asked.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "impostor-backend",
    deck: Deck::BackendDownBeforePin,
    outcome: Some("O04"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let impostor = story.world.impostor()?;
    story.glass.expect("idle")?;
    story.await_readiness()?;
    story.world.network.divert(impostor.api());
    story.glass.touch("start", None)?;
    story.insert_unless_told_off()?;
    story.never_shown("enter-old-pin")
}
