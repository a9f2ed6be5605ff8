// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera": wrong PINs, until the totem stops while the card still has a try.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::{offers_no_proof, says};

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-wrong-pin",
    deck: Deck::WrongPinTwice,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.check_old_card()?;
    let wrong = story.wrong_pin()?;
    story.prove_pin(&wrong)?;
    story.glass.expect("check-enter-pin")?;
    story.type_pin(&wrong)?;
    let report = story.glass.expect("check-report")?;
    let facts = ["Ti resta 1 tentativo", "PIN e firma: PIN sbagliato"];
    says(&report, "Il PIN non è corretto", &facts)?;
    offers_no_proof(&report)?;
    story.card_was_asked(2, 1)?;
    // Out and in again, the card is spared as before.
    let card = story.world.cards.old.clone();
    story.try_again_with(&card)?;
    let report = story.report()?;
    says(&report, "Il PIN non è corretto", &[])?;
    offers_no_proof(&report)?;
    story.card_was_asked(2, 1)?;
    story.end_check()
}
