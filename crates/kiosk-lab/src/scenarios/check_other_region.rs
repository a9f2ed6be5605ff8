// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with a good card of another region.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-other-region",
    deck: Deck::OtherRegion,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let facts = ["Rilasciata da: Lombardia", "La tessera può essere buona"];
    says(
        &report,
        "Il servizio di questo totem non conosce la tessera",
        &facts,
    )?;
    let report = story.prove_old_pin()?;
    says(
        &report,
        "Il servizio di questo totem non conosce la tessera",
        &["PIN e firma: Funzionano"],
    )?;
    story.card_was_asked(1, 3)?;
    story.end_check()
}
