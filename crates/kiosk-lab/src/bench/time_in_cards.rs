// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! How long the cards themselves think during a visit: the same conversations with the same cards,
//! without reader and cable. RSA, and making codes and counters durable.

use std::path::Path;
use std::time::{Duration, Instant};

use activation_protocol::Pin;
use anyhow::{Context as _, Result, bail};
use card_emulator::Card;
use card_emulator::card::Challenges;
use card_emulator::personalise::{CardEntry, Deck, Order, personalise};
use card_emulator::store::CardDir;
use cns_card::{
    CardChannel, ChannelError, Profile, Profiles, Recognition, change_pin, read_card,
    reread_id_carta, sign, verify_pin,
};
use time::OffsetDateTime;

use crate::story::CHOSEN_PIN;

/// About as long as the statements of a visit.
const STATEMENT: [u8; 300] = [0; 300];

/// A card with a stop-watch.
struct Timed {
    dir: CardDir,
    card: Card,
    spent: Duration,
}

impl CardChannel for Timed {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let start = Instant::now();
        let exchange = self.card.exchange(command);
        if exchange.changed {
            // A real card answers, too, only when its counters are in its memory.
            self.dir
                .save(self.card.codes())
                .map_err(|_| ChannelError::Transport)?;
        }
        self.spent += start.elapsed();
        Ok(exchange.response)
    }
}

/// The time both cards of a deck take for a whole visit. New cards are printed in `dir`.
pub(super) fn measure(dir: &Path, deck: Deck) -> Result<Duration> {
    let order = Order::new(vec![deck], 1, OffsetDateTime::now_utc());
    let inventory = personalise(dir, &order)?;
    let entry = inventory.deck(deck).context("no such deck")?;
    Ok(old_card(dir, &entry.old)? + new_card(dir, &entry.new)?)
}

fn old_card(dir: &Path, entry: &CardEntry) -> Result<Duration> {
    let (mut card, profile, pin) = put_in(dir, entry)?;
    let read = read_card(&mut card, &profile)?;
    verify_pin(&mut card, &profile, &pin)?;
    sign(
        &mut card,
        &profile,
        read.certificate.modulus_len(),
        &STATEMENT,
    )?;
    Ok(card.spent)
}

fn new_card(dir: &Path, entry: &CardEntry) -> Result<Duration> {
    let (mut card, profile, issued) = put_in(dir, entry)?;
    let chosen = Pin::new(CHOSEN_PIN.as_bytes())?;
    let read = read_card(&mut card, &profile)?;
    reread_id_carta(&mut card, &profile)?;
    change_pin(&mut card, &profile, &issued, &chosen)?;
    verify_pin(&mut card, &profile, &chosen)?;
    sign(
        &mut card,
        &profile,
        read.certificate.modulus_len(),
        &STATEMENT,
    )?;
    Ok(card.spent)
}

fn put_in(cards: &Path, entry: &CardEntry) -> Result<(Timed, Profile, Pin)> {
    let (dir, card) = CardDir::load(&cards.join(&entry.dir), Challenges::from_seed([0; 32]))?;
    let profile = match Profiles::builtin().recognise(card.atr()) {
        Recognition::Known(profile) => profile.clone(),
        Recognition::UnknownCns | Recognition::Unknown => bail!("an unknown card"),
    };
    let pin = Pin::new(
        entry
            .pin
            .as_deref()
            .context("a card without a PIN")?
            .as_bytes(),
    )?;
    let spent = Duration::ZERO;
    Ok((Timed { dir, card, spent }, profile, pin))
}
