// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with a card on its issuer’s revocation list.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::says;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-revoked",
    deck: Deck::OldRevoked,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let title = "Il certificato della tessera è stato revocato";
    says(&report, title, &["Scadenza del certificato: "])?;
    story.card_was_asked(0, 3)?;
    story.end_check()
}
