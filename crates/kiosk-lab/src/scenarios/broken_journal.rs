// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The journal is no database any more: it is set aside, and the next person is served.

use std::fs;

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "broken-journal",
    deck: Deck::SamePerson,
    outcome: Some("O01"),
    play,
};

const GARBAGE: [u8; 8192] = [0xA5; 8192];

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    story.world.cut_power();
    let state = story.world.totem_state();
    for file in fs::read_dir(&state)?.flatten() {
        if file.file_name().to_string_lossy().starts_with("journal.db") {
            fs::write(file.path(), GARBAGE)?;
        }
    }
    story.world.power_on()?;
    story.look_again()?;
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    let kept = fs::read_dir(state.join("quarantine"))?
        .flatten()
        .any(|file| {
            let bytes = fs::read(file.path()).unwrap_or_default();
            bytes.starts_with(&GARBAGE)
        });
    ensure!(kept, "the broken journal was not set aside");
    Ok(())
}
