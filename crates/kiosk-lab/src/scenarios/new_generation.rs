// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Words for scenarios with cards that no program knows until their profile arrives.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use card_emulator::personalise::{CardEntry, PersonEntry};
use cns_card::BUILTIN_VERSION;
use serde_json::Value;

use crate::judges;
use crate::story::Story;
use crate::story::checks::says;
use crate::world::ProfileSigner;

/// The number of the first bundle.
pub(super) const FIRST: u64 = 7;
/// Where a totem keeps the last good bundle.
const KEPT: &str = "card-profiles";

/// Who signs the new profile.
pub(super) fn signer(story: &Story) -> Result<ProfileSigner> {
    let signer = story.world.profiles.clone();
    signer.context("this story needs cards of a new generation and --card-profile")
}

/// A whole visit, at a totem that was switched on once and never since.
pub(super) fn activate(story: &mut Story) -> Result<()> {
    let starts = story.events("app.start")?.len();
    ensure!(starts == 1, "the totem was started {starts} times");
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    judges::ask_backend(story)
}

/// A visit that ends as soon as the card is in; the totem takes down what kind of card it is, and
/// nothing of whose it is.
pub(super) fn is_of_unknown_type(story: &mut Story) -> Result<()> {
    story.start()?;
    story.insert_old_card()?;
    let page = story.glass.expect("outcome")?;
    ensure!(
        page.line.title.contains("non sa ancora leggere"),
        "the totem says: {}",
        page.line.title
    );
    story.leave_from(&page)?;
    let outcome = story.outcome.as_deref();
    ensure!(outcome == Some("O18"), "the outcome is {outcome:?}");
    let events = story.events("card.unknown")?;
    let event = events.last().context("no card.unknown is logged")?;
    tells_of_no_person(event, &story.world.cards.holder, &story.world.cards.old)
}

fn tells_of_no_person(event: &Value, holder: &PersonEntry, card: &CardEntry) -> Result<()> {
    let fingerprint = event["fingerprint"].as_str().unwrap_or_default();
    for part in ["atr=3B", "mf=", "cns="] {
        ensure!(fingerprint.contains(part), "no {part} in {event}");
    }
    let text = event.to_string();
    let of_the_card = [&card.id_carta, &holder.codice_fiscale];
    for personal in of_the_card
        .into_iter()
        .chain([&holder.surname, &holder.name])
    {
        ensure!(
            !text.contains(personal.as_str()),
            "the event tells of a person"
        );
    }
    Ok(())
}

/// A check tells the old card as one this totem can read.
pub(super) fn is_known(story: &mut Story) -> Result<()> {
    let report = story.check_old_card()?;
    let kind = ["Che cos’è: Tessera con chip per i servizi online"];
    // It was replaced by the new one in the visit.
    says(
        &report,
        "Al posto di questa tessera ne hai una nuova",
        &kind,
    )?;
    story.end_check()
}

/// And one of its kind without a certificate, whose refusal has a word of its own, as such.
pub(super) fn is_known_without_certificate(story: &mut Story) -> Result<()> {
    let files = story.world.card_files(&story.world.cards.old);
    let (file, away) = (files.join("certificate.der"), files.join("away"));
    fs::rename(&file, &away)?;
    let report = story.check_old_card()?;
    let title = "Questa tessera non ha il certificato per i servizi online";
    says(&report, title, &[])?;
    story.end_check()?;
    Ok(fs::rename(away, file)?)
}

/// Off and on again: the totem says which profiles it begins with.
pub(super) fn power_off_and_on(story: &mut Story, expected: u64) -> Result<()> {
    let starts = story.events("app.start")?.len();
    story.world.cut_power();
    story.world.power_on()?;
    story.look_again()?;
    story.await_event("app.start", starts, ("card_profiles", expected.into()))
}

/// Power goes, and with it a part of the file in which the totem keeps the last good bundle: it
/// says so, and begins with what it has built in.
pub(super) fn kept_bundle_is_damaged(story: &mut Story) -> Result<()> {
    let refusals = story.events("profiles.refused")?.len();
    let kept = story.world.totem_state().join(KEPT);
    let mut bundle = fs::read(&kept).context("no bundle is kept")?;
    let middle = bundle.len() / 2;
    bundle.splice(middle..middle + 64, [0x41; 64]);
    story.world.cut_power();
    fs::write(&kept, bundle)?;
    power_off_and_on(story, BUILTIN_VERSION)?;
    let damaged = ("reason", "bad-signature".into());
    story.await_event("profiles.refused", refusals, damaged)
}
