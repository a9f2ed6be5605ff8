// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The new card was printed without a chip: the reader sees nothing in it, however it is turned.

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
    story.prove_with_old_card()?;
    story.insert_new_card()?;
    story.glass.expect("insert-new-card")?;
    for _ in 0..2 {
        story.remove_card()?;
        story.hesitate();
        story.insert_new_card()?;
        story.hesitate();
    }
    story.leave()
}
