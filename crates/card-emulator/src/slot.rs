// SPDX-License-Identifier: EUPL-1.2
//! Between the reader's cable and a person's hand there is a slot.

mod counters;
mod faults;
mod state;

use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

pub use counters::Counters;
pub use faults::{Faults, When};
use state::{Inserted, State};

use crate::EmulatorError;
use crate::card::Challenges;
use crate::control::{Event, Status};
use crate::log::ApduLog;
use crate::store::CardDir;

/// Readers poll every 400 ms; a slot that stays empty this long is always noticed.
pub const NOTICED: Duration = Duration::from_millis(600);

/// Longer than any answer to reset: the reader finds the card present and cannot power it.
const MUTE_ATR: [u8; 64] = [0; 64];

/// The slot of a reader: at most one card, a cable, and what tests do to them. Shared by threads.
#[derive(Debug)]
pub struct Slot {
    state: Mutex<State>,
    changed: Condvar,
}

/// Which insertion a conversation belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insertion(u64);

impl Slot {
    /// An empty slot.
    pub fn new(faults: Faults, log: Option<ApduLog>) -> Self {
        let state = State {
            inserted: None,
            insertions: 0,
            empty_until: Instant::now(),
            cable: None,
            held: None,
            faults,
            counters: Counters::default(),
            log,
            watchers: Vec::new(),
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Puts a card in, in place of the one there, if any.
    pub fn insert(&self, dir: &Path) -> Result<(), EmulatorError> {
        self.put(dir, NOTICED)
    }

    /// Takes the card out; an empty slot stays empty.
    pub fn remove(&self) {
        self.lock().take_out(NOTICED);
        self.changed.notify_all();
    }

    /// Takes the card out and puts another in after `gap`.
    pub fn swap(&self, dir: &Path, gap: Duration) -> Result<(), EmulatorError> {
        self.put(dir, gap)
    }

    /// The answer to the next APDU with this INS is held back, once, until [`Slot::release`].
    pub fn hold(&self, ins: u8) {
        self.lock().faults.hold = Some(ins);
    }

    /// Lets a held answer go.
    pub fn release(&self) {
        let mut state = self.lock();
        state.held = None;
        state.faults.hold = None;
        self.changed.notify_all();
    }

    /// The card leaves at the next APDU with this INS, once.
    pub fn pull_at(&self, ins: u8, when: When) {
        self.lock().faults.pull = Some((ins, when));
    }

    /// From now on, adds this to every answer.
    pub fn delay(&self, delay: Duration) {
        self.lock().faults.delay = delay;
    }

    /// Starts counting afresh.
    pub fn reset_counters(&self) {
        self.lock().counters = Counters::default();
    }

    /// What is so now.
    pub fn status(&self) -> Status {
        let state = self.lock();
        let card = state.inserted.as_ref();
        let codes = card.filter(|inserted| inserted.card.chip().profile.cns.is_some());
        Status {
            card: card.map(|inserted| inserted.dir.path().to_owned()),
            generation: card.map(|inserted| inserted.card.chip().profile.name.clone()),
            connected: state.cable.is_some(),
            held: state.held.map(|ins| format!("{ins:02X}")),
            pin_tries: codes.map(|inserted| inserted.card.codes().pin_tries),
            puk_tries: codes.map(|inserted| inserted.card.codes().puk_tries),
            counters: state.counters.clone(),
        }
    }

    /// Everything that happens from now on.
    pub fn watch(&self) -> Receiver<Event> {
        let (sender, receiver) = channel();
        self.lock().watchers.push(sender);
        receiver
    }

    /// Blocks until there is a card to connect.
    pub fn wait_for_card(&self) -> Insertion {
        let mut state = self.lock();
        loop {
            let wait = state.empty_until.saturating_duration_since(Instant::now());
            state = match (&state.inserted, wait.is_zero()) {
                (Some(_), true) => return Insertion(state.insertions),
                (Some(_), false) => self.wait_at_most(state, wait),
                (None, _) => self.wait(state),
            };
        }
    }

    /// Whether the card of this insertion is still there.
    pub fn holds_still(&self, insertion: Insertion) -> bool {
        self.lock().is_current(insertion)
    }

    /// Plugs the cable in, so that removing the card cuts it; `false` when the card has left.
    pub fn plug(&self, insertion: Insertion, cable: TcpStream) -> bool {
        let mut state = self.lock();
        let current = state.is_current(insertion);
        state.cable = current.then_some(cable);
        current
    }

    /// The other end hung up.
    pub fn unplug(&self) {
        self.lock().cable = None;
    }

    /// Power on or reset.
    pub fn power_on(&self, insertion: Insertion) {
        let mut state = self.lock();
        if let Some(inserted) = state.current(insertion) {
            inserted.card.power_on();
        }
    }

    /// The answer to reset; for a mute card one that no reader accepts. `None`: the card has left.
    pub fn atr(&self, insertion: Insertion) -> Option<Vec<u8>> {
        let mut state = self.lock();
        let mute = state.faults.mute;
        let atr = state.current(insertion)?.card.atr();
        Some(if mute || atr.is_empty() {
            MUTE_ATR.to_vec()
        } else {
            atr.to_vec()
        })
    }

    /// Runs one APDU, with the faults asked for. `None`: the card has left, nothing is answered.
    pub fn exchange(&self, insertion: Insertion, apdu: &[u8]) -> Option<Vec<u8>> {
        let mut state = self.lock();
        if !state.is_current(insertion) {
            return None;
        }
        let ins = apdu.get(1).copied().unwrap_or(0);
        let pull = state.faults.take_pull(ins);
        if pull == Some(When::Before) {
            return state.pull(ins);
        }
        let response = state.execute(insertion, apdu)?;
        if pull == Some(When::After) {
            return state.pull(ins);
        }
        if state.faults.take_hold(ins) {
            state.held = Some(ins);
            state.tell(&Event::Held {
                ins: format!("{ins:02X}"),
            });
        }
        let state = self.wait_for_release(state, insertion);
        let delay = state.faults.delay;
        drop(state);
        std::thread::sleep(delay);
        self.holds_still(insertion).then_some(response)
    }

    fn put(&self, dir: &Path, gap: Duration) -> Result<(), EmulatorError> {
        let (dir, card) = CardDir::load(dir, challenges())?;
        let mut state = self.lock();
        state.take_out(gap);
        state.insertions += 1;
        tracing::info!(card = %dir.path().display(), "card inserted");
        state.inserted = Some(Inserted { dir, card });
        self.changed.notify_all();
        Ok(())
    }

    fn wait_for_release<'a>(
        &'a self,
        mut state: MutexGuard<'a, State>,
        insertion: Insertion,
    ) -> MutexGuard<'a, State> {
        while state.held.is_some() && state.is_current(insertion) {
            state = self.wait(state);
        }
        state
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_at_most<'a>(
        &self,
        state: MutexGuard<'a, State>,
        time: Duration,
    ) -> MutexGuard<'a, State> {
        self.changed
            .wait_timeout(state, time)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }
}

fn challenges() -> Challenges {
    use ring::rand::SecureRandom as _;
    let mut seed = [0; 32];
    // Without a random source the challenges repeat, which a test card survives.
    let _ = ring::rand::SystemRandom::new().fill(&mut seed);
    Challenges::from_seed(seed)
}
