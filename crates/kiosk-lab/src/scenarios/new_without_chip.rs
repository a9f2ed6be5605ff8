// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The new card was printed without a chip, which the registry knows: nobody turns it in vain.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "new-without-chip",
    deck: Deck::NewWithoutChip,
    outcome: Some("O18"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_or_leave()?;
    story.never_shown("insert-new-card")
}
