// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" by somebody who pulls the card: while it is read, and at its PIN.

use anyhow::Result;
use card_emulator::control::Request;
use card_emulator::personalise::Deck;
use card_emulator::slot::{Torn, When};

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-card-pulled",
    deck: Deck::SamePerson,
    outcome: None,
    play,
};

const READ_BINARY: u8 = 0xB0;
const VERIFY: u8 = 0x20;

fn play(story: &mut Story) -> Result<()> {
    let card = story.world.cards.old.clone();
    story.start_check()?;
    pull_at(story, READ_BINARY)?;
    story.insert(&card)?;
    story.glass.expect("check-insert-card")?;
    story.try_again_with(&card)?;
    story.report()?;
    pull_at(story, VERIFY)?;
    let pin = story.old_pin()?;
    story.prove_pin(&pin)?;
    story.glass.expect("check-report")?;
    story.try_again_with(&card)?;
    story.glass.expect("check-report")?;
    let report = story.prove_old_pin()?;
    says(
        &report,
        "La tessera è attiva e funziona",
        &["PIN e firma: Funzionano"],
    )?;
    // What a card is pulled from, it has not got.
    story.card_was_asked(1, 3)?;
    story.end_check()
}

/// The card leaves when it gets this command, before it does anything of it.
fn pull_at(story: &mut Story, ins: u8) -> Result<()> {
    story.world.slot.disturb(&Request::PullAt {
        ins,
        when: When::Before,
        bytes: Torn::Nothing,
    })
}
