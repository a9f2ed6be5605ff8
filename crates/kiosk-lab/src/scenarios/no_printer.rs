// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The printer's cable comes off: everything else works, and the code of the case is on the screen.

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "no-printer",
    deck: Deck::PrinterOutOfPaper,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.world.printer.unplug();
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    ensure!(story.code.is_some(), "no code on the screen");
    Ok(())
}
