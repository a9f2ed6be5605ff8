// SPDX-License-Identifier: EUPL-1.2
//! What is in the slot, as one thread sees it while it holds the lock.

use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::{Counters, Faults, Insertion, Mishap, NOTICED, Pull, Torn, When};
use crate::card::{Card, StatusWord};
use crate::control::{Event, Status};
use crate::log::{Answered, ApduLog, Masked, Moment, Outcome};
use crate::profile::Quirks;
use crate::store::CardDir;

#[derive(Debug)]
pub(super) struct State {
    pub(super) inserted: Option<Inserted>,
    pub(super) insertions: u64,
    pub(super) empty_until: Instant,
    pub(super) cable: Option<Cable>,
    pub(super) held: Option<Held>,
    pub(super) faults: Faults,
    pub(super) counters: Counters,
    pub(super) log: Option<ApduLog>,
    pub(super) watchers: Vec<Sender<Event>>,
}

#[derive(Debug)]
pub(super) struct Inserted {
    pub(super) dir: CardDir,
    pub(super) card: Card,
    /// The habits it came with.
    own: Quirks,
}

/// What carries the answers away.
#[derive(Debug)]
pub(super) enum Cable {
    CutWithTheCard(TcpStream),
    OutlastsTheCard,
}

/// An answer that is held back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    ins: u8,
    pub(super) until: Option<Instant>,
}

/// How one command ended.
pub(super) enum Step {
    /// The card has left; all that came out.
    Left(Vec<u8>),
    /// The answer.
    Answered(Vec<u8>),
}

impl Inserted {
    pub(super) fn new(dir: CardDir, card: Card) -> Self {
        let own = card.quirks().clone();
        Self { dir, card, own }
    }

    fn generation(&self) -> &str {
        &self.card.chip().profile.name
    }
}

impl State {
    pub(super) fn new(faults: Faults, log: Option<ApduLog>) -> Self {
        Self {
            inserted: None,
            insertions: 0,
            empty_until: Instant::now(),
            cable: None,
            held: None,
            faults,
            counters: Counters::default(),
            log,
            watchers: Vec::new(),
        }
    }

    pub(super) fn status(&self) -> Status {
        let card = self.inserted.as_ref();
        let codes = card.filter(|inserted| inserted.card.chip().profile.cns.is_some());
        Status {
            card: card.map(|inserted| inserted.dir.path().to_owned()),
            generation: card.map(|inserted| inserted.generation().to_owned()),
            connected: self.cable.is_some(),
            held: self.held.map(|held| format!("{:02X}", held.ins)),
            pin_tries: codes.map(|inserted| inserted.card.codes().pin_tries),
            puk_tries: codes.map(|inserted| inserted.card.codes().puk_tries),
            simulated_ms: self.counters.simulated_ms(),
            counters: self.counters.clone(),
        }
    }

    pub(super) fn is_current(&self, insertion: Insertion) -> bool {
        self.inserted.is_some() && self.insertions == insertion.0
    }

    pub(super) fn current(&mut self, insertion: Insertion) -> Option<&mut Inserted> {
        let current = self.is_current(insertion);
        self.inserted.as_mut().filter(|_| current)
    }

    /// A card that could be replaced between two commands.
    pub(super) fn is_in_use(&self) -> bool {
        self.inserted.is_some() && self.cable.is_some() && self.held.is_none()
    }

    pub(super) fn put_in(&mut self, inserted: Inserted) {
        self.insertions += 1;
        tracing::info!(card = %inserted.dir.path().display(), "card inserted");
        self.note(Moment::Inserted(inserted.generation().to_owned()));
        self.inserted = Some(inserted);
        self.take_on_habits();
    }

    /// One card takes the place of the other on the same cable, powered and with nothing selected.
    pub(super) fn replace(&mut self, inserted: Inserted) {
        tracing::info!(card = %inserted.dir.path().display(), "card swapped, the reader unaware");
        self.note(Moment::Swapped(inserted.generation().to_owned()));
        self.inserted = Some(inserted);
        self.take_on_habits();
    }

    pub(super) fn take_out(&mut self, gap: Duration) {
        self.leave(gap);
        if let Some(Cable::CutWithTheCard(cable)) = self.cable.take() {
            // The other end may have hung up first: then there is nothing left to cut.
            let _ = cable.shutdown(Shutdown::Both);
        }
    }

    /// Takes the card out, if there is one, and puts the same one in again.
    pub(super) fn put_back(&mut self, gap: Duration) {
        if let Some(mut inserted) = self.inserted.take() {
            self.note(Moment::Removed);
            self.empty_until = Instant::now() + gap;
            self.take_out(gap);
            inserted.card.power_on();
            self.put_in(inserted);
        }
    }

    pub(super) fn take_on_habits(&mut self) {
        if let Some(inserted) = &mut self.inserted {
            // They were tried before they were taken in, so they fit every card.
            if let Ok(quirks) = self.faults.habits.over(&inserted.own) {
                inserted.card.set_quirks(quirks);
            }
        }
    }

    pub(super) fn forget(&mut self) {
        if let Some(inserted) = &mut self.inserted {
            inserted.card.power_on();
            self.note(Moment::Forgot);
        }
    }

    /// Runs one command through everything that was ordered for it.
    pub(super) fn step(&mut self, insertion: Insertion, apdu: &[u8]) -> Step {
        if !self.is_current(insertion) {
            return Step::Left(Vec::new());
        }
        let ins = apdu.get(1).copied().unwrap_or(0);
        let (mut forced, mut pull) = (None, None);
        let mut hold = None;
        for mishap in self.faults.strike(ins) {
            match mishap {
                Mishap::Swap(dir) => self.swap_unnoticed(&dir),
                Mishap::Forget => self.forget(),
                Mishap::Answer(status, _) => forced = Some(status),
                Mishap::Pull(how) => pull = Some(how),
                Mishap::Hold(time) => hold = Some(time),
            }
        }
        if let Some(Pull {
            when: When::Before,
            bytes,
        }) = pull
        {
            let command = self.masked(apdu, false);
            self.note(Moment::Exchange(command, Outcome::Pulled));
            return self.pull(ins, bytes, &[]);
        }
        let tries = self.tries();
        let response = forced.map_or_else(|| self.execute(apdu), |sw| sw.bytes().to_vec());
        self.counters.count(apdu, &response);
        let answered = Answered::of(&response);
        let outcome = match (forced, pull) {
            (Some(_), _) => Outcome::Forced(answered),
            (None, Some(_)) => Outcome::Lost(answered),
            (None, None) => Outcome::Answered(answered),
        };
        let command = self.masked(apdu, self.tries() < tries);
        self.note(Moment::Exchange(command, outcome));
        if let Some(Pull { bytes, .. }) = pull {
            return self.pull(ins, bytes, &response);
        }
        if let Some(time) = hold {
            self.hold(ins, time);
        }
        Step::Answered(response)
    }

    fn swap_unnoticed(&mut self, dir: &Path) {
        match super::load(dir) {
            Ok(inserted) => self.replace(inserted),
            Err(error) => tracing::error!(%error, "the card to swap in cannot be used"),
        }
    }

    fn pull(&mut self, ins: u8, bytes: Torn, response: &[u8]) -> Step {
        // The cable is left to who carries the rest of the answer away.
        self.leave(NOTICED);
        self.cable = None;
        self.tell(&Event::Pulled {
            ins: format!("{ins:02X}"),
        });
        Step::Left(match bytes {
            Torn::Nothing => Vec::new(),
            Torn::OneByte => vec![response.first().copied().unwrap_or(0)],
        })
    }

    fn hold(&mut self, ins: u8, time: Option<Duration>) {
        let until = time.map(|time| Instant::now() + time);
        self.held = Some(Held { ins, until });
        self.tell(&Event::Held {
            ins: format!("{ins:02X}"),
        });
    }

    fn leave(&mut self, gap: Duration) {
        if self.inserted.take().is_some() {
            tracing::info!("card removed");
            self.note(Moment::Removed);
            self.empty_until = Instant::now() + gap;
        }
        self.held = None;
    }

    /// Executes, and answers only what is durable: if it cannot be, it did not happen.
    fn execute(&mut self, apdu: &[u8]) -> Vec<u8> {
        let Some(Inserted { dir, card, .. }) = &mut self.inserted else {
            return Vec::new();
        };
        let before = card.clone();
        let exchange = card.exchange(apdu);
        let saved = if exchange.changed {
            dir.save(card.codes())
        } else {
            Ok(())
        };
        saved.map_or_else(
            |error| {
                tracing::error!(%error, "the card cannot remember");
                *card = before;
                StatusWord::MEMORY_FAILURE.bytes().to_vec()
            },
            |()| exchange.response,
        )
    }

    /// How long the answer takes.
    pub(super) fn pace(&self, apdu: &[u8], response: &[u8]) -> Duration {
        let real = self
            .faults
            .realistic
            .then(|| Counters::card_time(apdu, response));
        self.faults.delay + real.unwrap_or_default()
    }

    fn masked(&self, apdu: &[u8], wrong: bool) -> Masked {
        let card = self.inserted.as_ref().map(|inserted| &inserted.card);
        let cns = card.and_then(|card| card.chip().profile.cns.as_ref());
        Masked::new(apdu, wrong, cns.map(|cns| cns.puk_reference))
    }

    /// Tries left of PIN and PUK together.
    fn tries(&self) -> u8 {
        let codes = self.inserted.as_ref().map(|inserted| inserted.card.codes());
        codes.map_or(0, |codes| codes.pin_tries.saturating_add(codes.puk_tries))
    }

    pub(super) fn note(&mut self, moment: Moment) {
        if let Some(log) = &mut self.log {
            log.write(moment);
        }
    }

    fn tell(&mut self, event: &Event) {
        self.watchers
            .retain(|watcher| watcher.send(event.clone()).is_ok());
    }
}
