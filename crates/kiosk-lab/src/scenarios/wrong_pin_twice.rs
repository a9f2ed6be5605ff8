// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Twice the wrong PIN: the totem stops while the card still has a try.

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "wrong-pin-twice",
    deck: Deck::WrongPinTwice,
    outcome: Some("O12"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.insert_old_card()?;
    let wrong = story.wrong_pin()?;
    for _ in 0..2 {
        story.glass.expect("enter-old-pin")?;
        story.type_pin(&wrong)?;
    }
    let page = story.glass.expect("outcome")?;
    let tries = story.world.slot.status()?.pin_tries;
    ensure!(tries == Some(1), "tries left on the card: {tries:?}");
    story.leave_from(&page)
}
