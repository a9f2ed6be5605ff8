// SPDX-License-Identifier: EUPL-1.2
//! Between the reader's cable and a person's hand there is a slot.

mod counters;
mod faults;
mod habits;
mod orders;
mod state;

use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

pub use counters::Counters;
pub use faults::{Faults, Mishap, Pull, Torn, When};
pub use habits::Habits;
use state::{Cable, Inserted, State, Step};

use crate::EmulatorError;
use crate::card::Challenges;
use crate::control::{Event, Status};
use crate::log::{ApduLog, Moment};
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

/// What comes out of the slot. No Debug: it may be somebody's data.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// The card's answer.
    Whole(Vec<u8>),
    /// The card has left, and this is all that came out: 0 bytes or 1.
    Torn(Vec<u8>),
}

impl Slot {
    /// An empty slot.
    pub fn new(faults: Faults, log: Option<ApduLog>) -> Self {
        Self {
            state: Mutex::new(State::new(faults, log)),
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

    /// Takes the card out and puts another in after `gap`. Without any gap the cable stays up, so
    /// that the reader does not notice.
    pub fn swap(&self, dir: &Path, gap: Duration) -> Result<(), EmulatorError> {
        self.put(dir, gap)
    }

    /// What is so now.
    pub fn status(&self) -> Status {
        self.lock().status()
    }

    /// Everything that happens from now on.
    pub fn watch(&self) -> Receiver<Event> {
        let (sender, receiver) = channel();
        self.lock().watchers.push(sender);
        receiver
    }

    /// Blocks until there is a card to connect.
    pub fn wait_for_card(&self) -> Insertion {
        loop {
            if let Some(insertion) = self.wait_for_card_at_most(NOTICED) {
                return insertion;
            }
        }
    }

    /// Blocks until there is a card to connect, or `patience` is over.
    pub fn wait_for_card_at_most(&self, patience: Duration) -> Option<Insertion> {
        let deadline = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            let left = deadline.saturating_duration_since(now);
            let empty = state.empty_until.saturating_duration_since(now);
            let wait = match (&state.inserted, empty.is_zero()) {
                (Some(_), true) => return Some(Insertion(state.insertions)),
                (Some(_), false) => empty.min(left),
                (None, _) => left,
            };
            if left.is_zero() {
                return None;
            }
            state = self.wait_at_most(state, wait);
        }
    }

    /// Whether the card of this insertion is still there.
    pub fn holds_still(&self, insertion: Insertion) -> bool {
        self.lock().is_current(insertion)
    }

    /// Plugs the cable in, so that removing the card cuts it; `false` when the card has left.
    pub fn plug(&self, insertion: Insertion, cable: TcpStream) -> bool {
        self.connect(insertion, Cable::CutWithTheCard(cable))
    }

    /// Plugs a cable in that outlasts the card; `false` when the card has left.
    pub fn plug_for_good(&self, insertion: Insertion) -> bool {
        self.connect(insertion, Cable::OutlastsTheCard)
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
            state.note(Moment::PowerOn);
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

    /// Runs one APDU, with the faults asked for.
    pub fn exchange(&self, insertion: Insertion, apdu: &[u8]) -> Answer {
        let mut state = self.lock();
        let response = match state.step(insertion, apdu) {
            Step::Left(torn) => return Answer::Torn(torn),
            Step::Answered(response) => response,
        };
        let state = self.wait_for_release(state, insertion);
        let pace = |state: &State| state.pace(apdu, &response);
        if self
            .wait_as_long(state, insertion, pace)
            .is_current(insertion)
        {
            Answer::Whole(response)
        } else {
            Answer::Torn(Vec::new())
        }
    }

    fn put(&self, dir: &Path, gap: Duration) -> Result<(), EmulatorError> {
        let inserted = load(dir)?;
        let mut state = self.lock();
        if gap.is_zero() && state.is_in_use() {
            state.replace(inserted);
        } else {
            state.take_out(gap);
            state.put_in(inserted);
        }
        self.changed.notify_all();
        Ok(())
    }

    fn connect(&self, insertion: Insertion, cable: Cable) -> bool {
        let mut state = self.lock();
        let current = state.is_current(insertion);
        state.cable = current.then_some(cable);
        current
    }

    fn wait_for_release<'a>(
        &'a self,
        mut state: MutexGuard<'a, State>,
        insertion: Insertion,
    ) -> MutexGuard<'a, State> {
        while let Some(held) = state.held
            && state.is_current(insertion)
        {
            let left = held
                .until
                .map(|at| at.saturating_duration_since(Instant::now()));
            state = match left {
                None => self.wait(state),
                Some(Duration::ZERO) => {
                    state.held = None;
                    state
                }
                Some(left) => self.wait_at_most(state, left),
            };
        }
        state
    }

    /// Waits until the pace, which may change meanwhile, allows for an answer or the card leaves.
    fn wait_as_long<'a>(
        &'a self,
        mut state: MutexGuard<'a, State>,
        insertion: Insertion,
        pace: impl Fn(&State) -> Duration,
    ) -> MutexGuard<'a, State> {
        let start = Instant::now();
        loop {
            let left = pace(&state).saturating_sub(start.elapsed());
            if left.is_zero() || !state.is_current(insertion) {
                return state;
            }
            state = self.wait_at_most(state, left);
        }
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

fn load(dir: &Path) -> Result<Inserted, EmulatorError> {
    let (dir, card) = CardDir::load(dir, challenges())?;
    Ok(Inserted::new(dir, card))
}

fn challenges() -> Challenges {
    use ring::rand::SecureRandom as _;
    let mut seed = [0; 32];
    // Without a random source the challenges repeat, which a test card survives.
    let _ = ring::rand::SystemRandom::new().fill(&mut seed);
    Challenges::from_seed(seed)
}
