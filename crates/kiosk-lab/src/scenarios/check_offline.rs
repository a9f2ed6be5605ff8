// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" while the backend is down: the card can still speak for itself.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-offline",
    deck: Deck::SamePerson,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    story.await_readiness()?;
    story.world.backend.kill();
    let report = story.check_old_card()?;
    let title = "Ora non possiamo chiedere al servizio";
    says(
        &report,
        title,
        &["Rilasciata da: Toscana", "Il servizio: Non ci ha risposto"],
    )?;
    let report = story.prove_old_pin()?;
    says(&report, title, &["PIN e firma: Funzionano"])?;
    story.card_was_asked(1, 3)?;
    story.end_check()
}
