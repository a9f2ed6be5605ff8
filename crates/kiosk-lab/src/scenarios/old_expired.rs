// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card expired ten days ago: no PIN is asked for.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-expired",
    deck: Deck::OldExpired,
    outcome: Some("O08"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.insert_old_card()?;
    story.leave()?;
    story.never_shown("enter-old-pin")
}
