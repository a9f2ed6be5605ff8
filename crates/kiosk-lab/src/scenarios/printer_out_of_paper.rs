// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! No paper: everything else works, and the code of the case is on the screen.

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::judges;
use crate::printer::PaperSupply;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "printer-out-of-paper",
    deck: Deck::PrinterOutOfPaper,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.world.printer.set_paper(PaperSupply::Out);
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    ensure!(story.slip().is_empty(), "a slip without paper");
    ensure!(story.code.is_some(), "no code on the screen");
    judges::ask_backend(story)
}
