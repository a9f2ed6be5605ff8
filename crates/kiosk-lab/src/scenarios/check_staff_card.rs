// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with an operator’s card, which no registry of citizens knows.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-staff-card",
    deck: Deck::StaffCard,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let facts = ["Che cos’è: Tessera con chip", "La tessera può essere buona"];
    says(
        &report,
        "Il servizio di questo totem non conosce la tessera",
        &facts,
    )?;
    story.card_was_asked(0, 3)?;
    story.end_check()
}
