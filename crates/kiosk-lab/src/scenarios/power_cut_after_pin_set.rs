// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The power goes when the PIN is set and nothing proves it yet: the new card alone finishes it.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::judges;
use crate::story::{CHANGE_REFERENCE_DATA, CHOSEN_PIN, Story};

pub(super) const SCENARIO: Scenario = Scenario {
    name: "power-cut-after-pin-set",
    deck: Deck::PowerCutAfterPinSet,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_with_old_card()?;
    story.world.slot.hold(CHANGE_REFERENCE_DATA)?;
    story.choose_pin_for_new_card()?;
    story.world.slot.await_held()?;
    story.world.cut_power();
    story.remove_card()?;
    story.world.power_on()?;
    story.look_again()?;
    story.start()?;
    story.insert_new_card()?;
    story.glass.expect("enter-new-pin")?;
    story.type_pin(CHOSEN_PIN)?;
    story.leave()?;
    judges::ask_backend(story)
}
