// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with a bank card: unknown, which does not make it a bad one.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::{offers_no_proof, says};

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-unknown-card",
    deck: Deck::UnknownCard,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let card = story.world.cards.new.clone();
    let report = story.check(&card)?;
    let title = "Questo totem non sa ancora leggere questo tipo di tessera";
    says(&report, title, &["La tessera può essere buona"])?;
    offers_no_proof(&report)?;
    story.never_shown("check-ask-service")?;
    story.end_check()
}
