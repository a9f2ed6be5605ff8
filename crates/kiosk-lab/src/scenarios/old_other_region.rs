// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card is a good one of another region: E8, whoever certified it.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-other-region",
    deck: Deck::OtherRegion,
    outcome: Some("O17"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.insert_old_card()?;
    story.leave()?;
    story.never_shown("enter-old-pin")
}
