// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The new card is put in first, in place of the old one.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "new-card-first",
    deck: Deck::NewCardFirst,
    outcome: Some("O07"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.insert_new_card()?;
    story.leave()?;
    story.never_shown("enter-old-pin")
}
