// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Cards of a generation that no program knows, until a signed profile lies in the totem's inbox.

use std::fs;

use anyhow::Result;
use card_emulator::personalise::Deck;

use super::Scenario;
use super::new_generation::{self as new, FIRST};
use crate::story::Story;
use crate::world::ProfileSigner;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "generation-from-inbox",
    deck: Deck::SamePerson,
    outcome: Some("O18"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    let signer = new::signer(story)?;
    new::is_of_unknown_type(story)?;
    deliver(story, &signer, FIRST)?;
    new::activate(story)?;
    new::is_known_without_certificate(story)?;
    bad_bundles_are_refused(story, &signer)?;
    new::power_off_and_on(story, FIRST)?;
    new::is_known(story)?;
    signer.clear_inbox()?;
    new::kept_bundle_is_damaged(story)?;
    new::is_of_unknown_type(story)
}

/// A good bundle, which the totem uses at once: nobody is there.
fn deliver(story: &Story, signer: &ProfileSigner, number: u64) -> Result<()> {
    let earlier = story.events("profiles.replaced")?.len();
    signer.deliver(&fs::read(signer.sign(number)?)?)?;
    story.await_event("profiles.replaced", earlier, ("version", number.into()))
}

/// The last good one stays in use through all of them.
fn bad_bundles_are_refused(story: &mut Story, signer: &ProfileSigner) -> Result<()> {
    let mut changed = fs::read(signer.sign(FIRST + 1)?)?;
    if let Some(last) = changed.last_mut() {
        *last = b'#';
    }
    let half = changed.get(..40).unwrap_or_default().to_vec();
    for (bundle, reason) in [
        (changed, "bad-signature"),
        (half, "malformed"),
        (fs::read(signer.forge(FIRST + 2)?)?, "unknown-key"),
        (fs::read(signer.sign(FIRST - 1)?)?, "not-newer"),
        (signer.sign_broken(FIRST + 3)?, "bad-profile"),
    ] {
        let earlier = story.events("profiles.refused")?.len();
        signer.deliver(&bundle)?;
        story.await_event("profiles.refused", earlier, ("reason", reason.into()))?;
    }
    new::is_known(story)
}
