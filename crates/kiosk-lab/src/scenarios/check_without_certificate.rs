// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with a chip that has no certificate: there is nothing to ask about.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;
use crate::story::checks::{offers_no_proof, says};

pub(super) const SCENARIO: Scenario = Scenario {
    name: "check-without-certificate",
    deck: Deck::NoCertificate,
    outcome: None,
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let title = "Questa tessera non ha il certificato per i servizi online";
    says(&report, title, &[])?;
    offers_no_proof(&report)?;
    story.card_was_asked(0, 3)?;
    story.never_shown("check-ask-service")?;
    story.end_check()
}
