// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The main job: one citizen, two cards, everything works.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::judges;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "same-person",
    deck: Deck::SamePerson,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    judges::ask_card(story)?;
    judges::ask_backend(story)
}
