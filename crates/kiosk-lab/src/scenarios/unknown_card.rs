// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! In place of the new card comes a bank card: unknown here, which does not make it a bad one.

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "unknown-card",
    deck: Deck::UnknownCard,
    outcome: Some("O18"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_with_old_card()?;
    story.insert_new_card()?;
    story.leave()?;
    for seen in story.glass.pages().all() {
        let text = format!("{} {}", seen.line.title, seen.line.lines.join(" ")).to_lowercase();
        for insult in ["non valid", "not valid", "invalid"] {
            ensure!(!text.contains(insult), "{}: {text}", seen.line.screen);
        }
    }
    Ok(())
}
