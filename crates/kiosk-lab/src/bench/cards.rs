// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! How much is said to a card until it has signed: the kiosk's card library beside OpenSC, through
//! the same pcscd to the same card, counted by the card.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use activation_protocol::Pin;
use anyhow::{Context as _, Result, bail, ensure};
use card_emulator::personalise::Deck;
use card_emulator::slot::Counters;
use card_reader::{CardReaders, ReaderConfig, ReaderEvent};
use cns_card::{
    CardChannel, CardError, PinAnswer, Profile, Profiles, Recognition, read_certificate,
    read_identity, sign, verify_pin,
};

use super::card_traffic::{TrafficFigures, beside, traffic_figures};
use super::opensc::OpenSc;
use super::{Figure, block_size};
use crate::judges::KNOWN_TO_OPENSC;
use crate::matrix::GENERATIONS;
use crate::world::{CardSlot, GlassKind, Plan, World};

const RUNS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(20);
const STATEMENT: &[u8] = b"A statement of no consequence.";

/// The phases, each with those before it.
const PHASES: [&str; 3] = ["identify", "with certificate", "with PIN and signature"];

/// What was said until the end of each phase. OpenSC does not stop after the first.
type Phases = [Option<Counters>; PHASES.len()];

/// The most APDUs that each phase should take.
fn most_apdus(generation: &str) -> [f64; PHASES.len()] {
    match generation {
        // The key is found in its own directory only.
        "idemia21" => [4.0, 11.0, 17.0],
        // Identity and certificate are in two applications, and the PIN is in the first.
        "ace25" => [5.0, 13.0, 18.0],
        _ => [4.0, 11.0, 15.0],
    }
}

pub(super) fn measure(dir: &Path) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for generation in GENERATIONS {
        let plan = Plan::new(Deck::SamePerson, GlassKind::Text);
        let plan = plan.with_generations(generation, generation);
        let mut world = World::without_totem(&dir.join("cards").join(generation), plan)?;
        figures.extend(compare(&mut world).context(generation)?);
    }
    figures.extend(block_size::measure(&dir.join("cards"))?);
    Ok(figures)
}

fn compare(world: &mut World) -> Result<Vec<Figure>> {
    let card = world.cards.old.clone();
    let pin = card.pin.clone().context("an old card has a PIN")?;
    let rivals = OpenSc::both(world.dir())?;
    let mut ours = Vec::new();
    let mut theirs = rivals.map(|rival| (rival.name(), rival, Vec::new()));
    world.slot.insert(&card)?;
    super::await_card(&mut world.slot)?;
    for _ in 0..RUNS {
        ours.push(converse(&mut world.slot, &pin)?);
        for (_, rival, runs) in &mut theirs {
            runs.extend(rival_phases(
                &mut world.slot,
                rival,
                &card.generation,
                &pin,
            )?);
        }
    }
    let theirs = theirs.map(|(name, _, runs)| (name, runs));
    let phases =
        (0..PHASES.len()).flat_map(|phase| figures(&card.generation, phase, &ours, &theirs));
    Ok(phases.collect())
}

/// The figures of one phase, beside each rival that does the same; what a rival never stops at is
/// no phase of its own.
fn figures(
    generation: &str,
    phase: usize,
    ours: &[Phases],
    theirs: &[(&str, Vec<Phases>)],
) -> TrafficFigures {
    let name = format!("{generation}: {}", PHASES[phase]);
    let goal = most_apdus(generation)[phase];
    let mut figures = traffic_figures(&name, &until(ours, phase), goal);
    for (rival, runs) in theirs.iter().filter(|_| phase > 0) {
        figures = beside(figures, rival, &until(runs, phase));
    }
    figures
}

fn until(runs: &[Phases], phase: usize) -> Vec<&Counters> {
    let counted = runs.iter().map(|phases| phases[phase].as_ref());
    counted.flatten().collect()
}

/// What a kiosk says to a card until it has its signature.
fn converse(slot: &mut CardSlot, pin: &str) -> Result<Phases> {
    let (events, inbox) = channel();
    let readers = CardReaders::start(ReaderConfig::default(), move |event| {
        // Nobody listens any more once the card is known.
        let _ = events.send(event);
    });
    slot.reset_counters()?;
    let profile = recognise(&inbox)?;
    let known = profile.clone();
    talk(&readers, move |card| read_identity(card, &known))?;
    let identified = slot.status()?.counters;
    let known = profile.clone();
    let certificate = talk(&readers, move |card| read_certificate(card, &known))?;
    let read = slot.status()?.counters;
    let pin = Pin::new(pin.as_bytes())?;
    let modulus_len = certificate.modulus_len();
    let signature = talk(&readers, move |card| {
        let answer = verify_pin(card, &profile, &pin)?;
        let signature = sign(card, &profile, modulus_len, STATEMENT)?;
        Ok((answer, signature))
    });
    let (answer, signature) = signature?;
    ensure!(
        answer == PinAnswer::Accepted,
        "the card does not take its PIN"
    );
    certificate
        .verify(STATEMENT, &signature)
        .context("the card's signature")?;
    let signed = slot.status()?.counters;
    readers.power_off(0);
    Ok([identified, read, signed].map(Some))
}

fn recognise(inbox: &Receiver<ReaderEvent>) -> Result<Profile> {
    loop {
        let event = inbox.recv_timeout(PATIENCE).context("no card seen")?;
        if let ReaderEvent::Inserted { atr, .. } = event {
            return match Profiles::builtin().recognise(&atr) {
                Recognition::Known(profile) => Ok(profile.clone()),
                Recognition::UnknownCns | Recognition::Unknown => bail!("an unknown card"),
            };
        }
    }
}

fn talk<T: Send + 'static>(
    readers: &CardReaders,
    job: impl FnOnce(&mut dyn CardChannel) -> Result<T, CardError> + Send + 'static,
) -> Result<T> {
    let (done, answer) = channel();
    readers.run(0, PATIENCE, job, move |result| {
        // If nobody waits any more, nobody wants it.
        let _ = done.send(result);
    });
    Ok(answer.recv_timeout(PATIENCE).context("no answer")???)
}

/// None for a card in which the rival finds no certificate: it will find no PIN either, and is not
/// to spend tries on looking for one.
fn rival_phases(
    slot: &mut CardSlot,
    rival: &OpenSc,
    generation: &str,
    pin: &str,
) -> Result<Option<Phases>> {
    let certificate = match rival.counted(slot, OpenSc::read_certificate) {
        Err(_) if !KNOWN_TO_OPENSC.contains(&generation) => return Ok(None),
        counted => counted?,
    };
    let signature = rival.counted(slot, |opensc| opensc.sign(pin))?;
    Ok(Some([None, Some(certificate), Some(signature)]))
}
