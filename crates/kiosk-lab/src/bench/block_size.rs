// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Why files are read 252 bytes at a time: one more T=1 block costs a card more than one more
//! command.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use card_emulator::Card;
use card_emulator::card::Challenges;
use card_emulator::personalise::{Deck, Order, personalise};
use card_emulator::slot::Counters;
use card_emulator::store::CardDir;
use time::OffsetDateTime;

use super::{Figure, millis};

/// A short certificate and a long one, both in the place where most cards have it.
const GENERATIONS: [&str; 2] = ["athena10", "st11"];
const SELECT_CERTIFICATE: [u8; 9] = [0x00, 0xA4, 0x08, 0x0C, 0x04, 0x11, 0x00, 0x11, 0x01];
/// What fits one block beside the status word, and the most that a short Le can ask for.
const SIZES: [u16; 2] = [252, 256];

const DEFINED: &str = "simulated on a card that takes 11.5 ms for a command, 0.085 ms for each \
    byte, and 66 ms more when an answer does not fit one T=1 block of 254 bytes; beside reading \
    256 bytes at a time";

pub(super) fn measure(dir: &Path) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for generation in GENERATIONS {
        let dir = dir.join(format!("{generation}-alone"));
        let [ours, other] = SIZES;
        let time = |size| read(&dir, generation, size).map(millis);
        let name = format!("{generation}: certificate by {ours} bytes");
        let figure = Figure::new(name, "simulated ms", vec![time(ours)?]);
        figures.push(figure.beside(format!("by {other} bytes"), vec![time(other)?]));
    }
    if let Some(first) = figures.first_mut() {
        first.definition = Some(DEFINED);
    }
    Ok(figures)
}

/// How long a card takes to give its certificate away, whole file or as much as the data object
/// says, whichever is shorter.
fn read(dir: &Path, generation: &str, size: u16) -> Result<Duration> {
    let mut card = card(dir, generation)?;
    let mut time = Duration::ZERO;
    let mut say = |command: &[u8]| {
        let response = card.exchange(command).response;
        time += Counters::card_time(command, &response);
        response
    };
    say(&SELECT_CERTIFICATE);
    let (mut offset, mut end) = (0, u16::MAX);
    while offset < end {
        let [high, low] = offset.to_be_bytes();
        let asked = size.min(end - offset);
        // Le 00 asks for 256.
        let Some((data, _status)) = say(&[0x00, 0xB0, high, low, asked as u8])
            .split_last_chunk::<2>()
            .map(|(data, status)| (data.to_vec(), *status))
        else {
            bail!("a response of less than two bytes");
        };
        ensure!(!data.is_empty(), "the certificate ends too early");
        if offset == 0 {
            end = object_len(&data).context("no data object")?;
        }
        offset += data.len() as u16;
    }
    Ok(time)
}

/// Length of a data object with a length of two bytes, header and all.
fn object_len(bytes: &[u8]) -> Option<u16> {
    let [0x30, 0x82, high, low, ..] = bytes else {
        return None;
    };
    u16::from_be_bytes([*high, *low]).checked_add(4)
}

fn card(dir: &Path, generation: &str) -> Result<Card> {
    let order = Order {
        old_generation: Some(generation.to_owned()),
        ..Order::new(vec![Deck::SamePerson], 1, OffsetDateTime::now_utc())
    };
    let inventory = personalise(dir, &order)?;
    let entry = inventory.deck(Deck::SamePerson).context("no such deck")?;
    let (_, card) = CardDir::load(&dir.join(&entry.old.dir), Challenges::from_seed([0; 32]))?;
    Ok(card)
}
