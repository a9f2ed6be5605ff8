// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The new card is somebody else's, also when it is put in again.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "two-people",
    deck: Deck::TwoPeople,
    outcome: Some("O14"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_with_old_card()?;
    story.insert_new_card()?;
    // Somebody may have several cards in hand: the totem asks twice more for the right one.
    story.glass.expect("insert-new-card")?;
    let card = story.world.cards.new.clone();
    story.try_again_with(&card)?;
    story.glass.expect("insert-new-card")?;
    story.try_again_with(&card)?;
    story.leave()
}
