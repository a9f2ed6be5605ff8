// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" by somebody who keeps the PIN to himself.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-without-pin",
    deck: Deck::SamePerson,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    says(
        &report,
        "La tessera è attiva",
        &["PIN e firma: Non provati"],
    )?;
    story.card_was_asked(0, 3)?;
    story.end_check()?;
    story.never_shown("check-enter-pin")
}
