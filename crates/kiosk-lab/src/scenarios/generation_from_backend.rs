// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Cards of a generation that no program knows, until the backend publishes a signed profile.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use super::new_generation::{self as new, FIRST};
use crate::story::Story;
use crate::world::ProfileSigner;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "generation-from-backend",
    deck: Deck::SamePerson,
    outcome: Some("O01"),
    play,
};

/// Longer than the backend takes to see a new file, and the totem to ask for it.
const SEEN: Duration = Duration::from_secs(3);

fn play(story: &mut Story) -> Result<()> {
    let signer = new::signer(story)?;
    new::is_of_unknown_type(story)?;
    story.world.backend.publish_profiles(&signer.sign(FIRST)?)?;
    let told = ("version", FIRST.into());
    story.await_event("profiles.replaced", 0, told.clone())?;
    new::activate(story)?;
    bad_bundles_are_not_published(story, &signer)?;
    new::power_off_and_on(story, FIRST)?;
    new::is_known(story)?;
    // The totem asks again for what it has lost, and nobody has to come.
    let replaced = story.events("profiles.replaced")?.len();
    new::kept_bundle_is_damaged(story)?;
    story.await_event("profiles.replaced", replaced, told)?;
    new::is_known(story)
}

/// Neither by the operator's command nor by a hand that lays the file down; the totem hears of
/// none.
fn bad_bundles_are_not_published(story: &mut Story, signer: &ProfileSigner) -> Result<()> {
    let broken = story.world.dir().join("broken.bundle");
    fs::write(&broken, signer.sign_broken(FIRST + 3)?)?;
    let published = story.world.backend.published_profiles();
    let good = fs::read(&published)?;
    for bundle in [signer.forge(FIRST + 2)?, broken] {
        let refused = story.world.backend.publish_profiles(&bundle).is_err();
        ensure!(refused, "{} was published", bundle.display());
        lay_down(&fs::read(&bundle)?, &published)?;
        thread::sleep(SEEN);
    }
    lay_down(&good, &published)?;
    let refusals = story.events("profiles.refused")?;
    ensure!(refusals.is_empty(), "the totem was offered {refusals:?}");
    new::is_known(story)
}

fn lay_down(bundle: &[u8], place: &Path) -> Result<()> {
    let draft = place.with_extension("draft");
    fs::write(&draft, bundle)?;
    Ok(fs::rename(draft, place)?)
}
