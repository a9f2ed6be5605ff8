// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The network goes while the new card's PIN is being set: the proof is kept and delivered later.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::judges;
use crate::story::{CHANGE_REFERENCE_DATA, Story};

pub(super) const SCENARIO: Scenario = Scenario {
    name: "network-lost-before-confirm",
    deck: Deck::NetworkLostBeforeConfirm,
    outcome: Some("O02"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_with_old_card()?;
    story.world.slot.hold(CHANGE_REFERENCE_DATA)?;
    story.choose_pin_for_new_card()?;
    story.world.slot.await_held()?;
    story.world.network.cut();
    story.world.slot.release()?;
    story.leave()?;
    story.world.network.restore();
    judges::ask_backend(story)
}
