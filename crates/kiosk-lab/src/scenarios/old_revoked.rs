// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card is on its issuer's revocation list.

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::Story;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "old-revoked",
    deck: Deck::OldRevoked,
    outcome: Some("O10"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.start()?;
    story.prove_or_leave()
}
