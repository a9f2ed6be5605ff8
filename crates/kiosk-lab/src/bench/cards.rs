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

use super::Figure;
use super::opensc::OpenSc;
use crate::world::{CardSlot, GlassKind, Plan, World};

/// One deck of each generation there is.
const DECKS: [Deck; 2] = [Deck::SamePerson, Deck::SamePersonAthena];
const RUNS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(20);
const STATEMENT: &[u8] = b"A statement of no consequence.";

/// The phases, each with those before it, and the most APDUs they should take.
const PHASES: [(&str, f64); 3] = [
    ("identify", 4.0),
    ("with certificate", 11.0),
    ("with PIN and signature", 15.0),
];

/// What was said until the end of each phase. OpenSC does not stop after the first.
type Phases = [Option<Counters>; PHASES.len()];

pub(super) fn measure(dir: &Path) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for deck in DECKS {
        let dir = dir.join("cards").join(deck.name());
        let mut world = World::without_totem(&dir, Plan::new(deck, GlassKind::Text))?;
        figures.extend(compare(&mut world)?);
    }
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
            runs.push(rival_phases(&mut world.slot, rival, &pin)?);
        }
    }
    let theirs = theirs.map(|(name, _, runs)| (name, runs));
    let phases =
        (0..PHASES.len()).flat_map(|phase| figures(&card.generation, phase, &ours, &theirs));
    Ok(phases.collect())
}

/// The figures of one phase: beside each rival, or alone where there is none.
fn figures(
    generation: &str,
    phase: usize,
    ours: &[Phases],
    theirs: &[(&str, Vec<Phases>)],
) -> Vec<Figure> {
    let (name, goal) = PHASES[phase];
    let name = format!("{generation} card: {name}");
    let apdus = |runs: &[Phases]| values(runs, phase, |counters| counters.apdus);
    let bytes = |runs: &[Phases]| values(runs, phase, |it| it.bytes_in + it.bytes_out);
    let alone = [
        Figure::new(&name, "APDUs", apdus(ours)).at_most(goal),
        Figure::new(&name, "bytes", bytes(ours)),
    ];
    let rivals = theirs.iter().filter(|(_, runs)| !apdus(runs).is_empty());
    let compared: Vec<Figure> = rivals
        .flat_map(|(rival, runs)| {
            let [by_apdus, by_bytes] = alone.clone();
            [
                by_apdus.beside(*rival, apdus(runs)),
                by_bytes.beside(*rival, bytes(runs)),
            ]
        })
        .collect();
    if compared.is_empty() {
        alone.into()
    } else {
        compared
    }
}

fn values(runs: &[Phases], phase: usize, value: impl Fn(&Counters) -> u64) -> Vec<f64> {
    let counted = runs.iter().filter_map(|phases| phases.get(phase)?.as_ref());
    counted.map(|counters| value(counters) as f64).collect()
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

fn rival_phases(slot: &mut CardSlot, rival: &OpenSc, pin: &str) -> Result<Phases> {
    let certificate = rival.counted(slot, OpenSc::read_certificate)?;
    let signature = rival.counted(slot, |opensc| opensc.sign(pin))?;
    Ok([None, Some(certificate), Some(signature)])
}
