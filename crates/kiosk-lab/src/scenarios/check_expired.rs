// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with a card that expired ten days ago.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-expired",
    deck: Deck::OldExpired,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    says(
        &report,
        "La tessera risulta scaduta",
        &["Il servizio: Dice che è scaduta"],
    )?;
    story.card_was_asked(0, 3)?;
    story.end_check()
}
