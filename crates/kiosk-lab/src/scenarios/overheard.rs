// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A check and the main job, while somebody with both sides' keys writes down all that totem and
//! backend say.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::judges;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "overheard",
    deck: Deck::SamePerson,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    // Not a word of a totem's life is missed, from its first.
    story.world.cut_power();
    story.world.tap_network()?;
    story.world.power_on()?;
    story.look_again()?;
    story.check_old_card()?;
    story.prove_old_pin()?;
    story.end_check()?;
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    judges::ask_backend(story)
}
