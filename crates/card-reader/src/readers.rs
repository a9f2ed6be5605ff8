// SPDX-License-Identifier: EUPL-1.2
//! All readers of the kiosk: the one door to this crate.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use cns_card::{CardChannel, ChannelError};

use crate::hold::Hold;
use crate::monitor::Monitor;
use crate::slot::Slot;
use crate::{ReaderConfig, ReaderEvent, Traffic};

/// The readers, watched from start to drop.
pub struct CardReaders {
    slots: Vec<Slot>,
    config: Arc<ReaderConfig>,
    stopped: Arc<AtomicBool>,
}

impl CardReaders {
    /// Starts to watch the configured readers, whether or not pcscd is there yet.
    ///
    /// `events` is called on the monitor's thread, one event at a time; it should only pass them
    /// on.
    #[must_use]
    pub fn start(config: ReaderConfig, events: impl Fn(ReaderEvent) + Send + 'static) -> Self {
        let config = Arc::new(config);
        let stopped = Arc::new(AtomicBool::new(false));
        let slots = (0..config.slots())
            .map(|index| Slot::start(index, Arc::clone(&config)))
            .collect();
        let monitor = Monitor {
            config: Arc::clone(&config),
            stopped: Arc::clone(&stopped),
            events,
        };
        thread::spawn(move || monitor.run());
        Self {
            slots,
            config,
            stopped,
        }
    }

    /// Queues a job on the card in a slot and returns at once.
    ///
    /// The job runs on the slot's worker with the card connected exclusively. `done` is called
    /// exactly once, on a thread of this crate: with what the job returned, or with why the card
    /// could not be reached, or with [`ChannelError::TimedOut`] when the job took longer than
    /// `budget` from its start, or one command longer than the configuration allows.
    /// [`ChannelError::ReaderLost`] if there is no such slot.
    pub fn run<T: Send + 'static>(
        &self,
        slot: u8,
        budget: Duration,
        job: impl FnOnce(&mut dyn CardChannel) -> T + Send + 'static,
        done: impl FnOnce(Result<T, ChannelError>) + Send + 'static,
    ) {
        match self.slots.get(usize::from(slot)) {
            Some(slot) => slot.run(budget, job, done),
            None => done(Err(ChannelError::ReaderLost)),
        }
    }

    /// Takes the power from the card in a slot after the jobs queued before: it forgets the PIN.
    /// The next job powers it again.
    pub fn power_off(&self, slot: u8) {
        if let Some(slot) = self.slots.get(usize::from(slot)) {
            slot.power_off(self.config.apdu_timeout);
        }
    }

    /// Which of its holds on a card a slot is in, to be asked inside its jobs.
    #[must_use]
    pub fn hold(&self, slot: u8) -> Hold {
        self.slots
            .get(usize::from(slot))
            .map(Slot::hold)
            .unwrap_or_default()
    }

    /// What the slot has carried since the start.
    #[must_use]
    pub fn traffic(&self, slot: u8) -> Traffic {
        self.slots
            .get(usize::from(slot))
            .map(Slot::traffic)
            .unwrap_or_default()
    }
}

impl Drop for CardReaders {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}
