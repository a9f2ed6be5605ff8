// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with an active card whose holder proves the PIN.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-active-card",
    deck: Deck::SamePerson,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let facts = [
        "Che cos’è: Tessera con chip",
        "Rilasciata da: Toscana",
        "Scadenza della tessera: ",
        "Scadenza del certificato: ",
        "Il servizio: Dice che è attiva",
        "PIN e firma: Non provati",
    ];
    says(&report, "La tessera è attiva", &facts)?;
    story.card_was_asked(0, 3)?;
    let report = story.prove_old_pin()?;
    let proved = ["PIN e firma: Funzionano"];
    says(&report, "La tessera è attiva e funziona", &proved)?;
    story.card_was_asked(1, 3)?;
    story.end_check()
}
