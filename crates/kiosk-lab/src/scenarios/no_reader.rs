// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The reader's cable comes off: the totem says so, and works again when it is back.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "no-reader",
    deck: Deck::SamePerson,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    story.world.unplug_reader();
    story.glass.expect("out-of-service")?;
    story.world.plug_in_reader()?;
    story.glass.expect("idle")?;
    Ok(())
}
