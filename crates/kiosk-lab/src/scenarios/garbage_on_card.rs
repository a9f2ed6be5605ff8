// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Old cards whose files hold something else than they should, one file after the other.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "garbage-on-card",
    deck: Deck::SamePerson,
    outcome: Some("O19"),
    play,
};

/// Ends in which none of these cards may end: it would have been believed, or called names.
const NOT_LIKE_THIS: [&str; 3] = ["O01", "O02", "O24"];

fn play(story: &mut Story) -> Result<()> {
    let files = story.world.card_files(&story.world.cards.old);
    for name in ["dati-personali.bin", "certificate.der"] {
        let good = fs::read(files.join(name))?;
        for bad in spoiled(&good) {
            fs::write(files.join(name), bad)?;
            visit(story).with_context(|| name.to_owned())?;
        }
        fs::write(files.join(name), good)?;
    }
    fs::write(files.join("certificate.der"), [0xA5; 1024])?;
    insist(story)
}

/// Nothing, noise, the beginning only, and a length that promises too much.
fn spoiled(good: &[u8]) -> [Vec<u8>; 4] {
    let half = good.get(..good.len() / 2).unwrap_or_default().to_vec();
    let mut greedy = good.to_vec();
    greedy.iter_mut().take(6).for_each(|byte| *byte |= 0x46);
    [Vec::new(), vec![0xA5; good.len()], half, greedy]
}

fn visit(story: &mut Story) -> Result<()> {
    story.start()?;
    story.insert_old_card()?;
    let page = story
        .glass
        .expect_one_of(&["outcome", "insert-old-card", "enter-old-pin"])?;
    if page.line.screen == "outcome" {
        story.leave_from(&page)?;
    } else {
        story.glass.touch("cancel", None)?;
        story.leave()?;
    }
    let outcome = story.outcome.clone().unwrap_or_default();
    ensure!(
        !NOT_LIKE_THIS.contains(&outcome.as_str()),
        "it ended in {outcome}"
    );
    Ok(())
}

/// Who tries three times is told that the card cannot be read.
fn insist(story: &mut Story) -> Result<()> {
    let card = story.world.cards.old.clone();
    story.start()?;
    story.insert(&card)?;
    story.glass.expect("insert-old-card")?;
    story.try_again_with(&card)?;
    story.glass.expect("insert-old-card")?;
    story.try_again_with(&card)?;
    story.leave()
}
