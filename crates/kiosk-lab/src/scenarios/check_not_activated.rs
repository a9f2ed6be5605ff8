// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with a card nobody has activated yet.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-not-activated",
    deck: Deck::OldNeverActivated,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let facts = ["Il servizio: Dice che non è ancora attiva"];
    says(&report, "La tessera non è ancora attiva", &facts)?;
    story.card_was_asked(0, 3)?;
    story.end_check()
}
