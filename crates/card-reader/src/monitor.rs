// SPDX-License-Identifier: EUPL-1.2
//! The thread that watches all readers, and pcscd itself.

use std::ffi::CString;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pcsc::{Context, Error, PNP_NOTIFICATION, ReaderState, Scope, State};

use crate::presence::{Look, Presence};
use crate::slot_names::readers_of_slots;
use crate::{ReaderConfig, ReaderEvent};

/// The monitor's thread: tells events until it is stopped.
pub(crate) struct Monitor<F> {
    pub(crate) config: Arc<ReaderConfig>,
    pub(crate) stopped: Arc<AtomicBool>,
    pub(crate) events: F,
}

impl<F: Fn(ReaderEvent)> Monitor<F> {
    pub(crate) fn run(self) {
        let mut lost = false;
        while !self.stopped() {
            if let Err(error) = self.watch(&mut lost) {
                tracing::debug!(%error, "readers are not there");
            }
            if !lost {
                lost = true;
                self.tell(ReaderEvent::Lost);
            }
            thread::sleep(RETRY);
        }
    }

    /// Watches with one context, which is good until pcscd or a reader goes.
    fn watch(&self, lost: &mut bool) -> Result<(), Error> {
        let context = Context::establish(Scope::User)?;
        let Some(readers) = readers_of_slots(&context, &self.config.names)? else {
            return Ok(());
        };
        if std::mem::take(lost) {
            self.tell(ReaderEvent::Back);
        }
        self.watch_slots(&context, readers)
    }

    fn watch_slots(&self, context: &Context, readers: Vec<CString>) -> Result<(), Error> {
        let mut presences = vec![Presence::default(); readers.len()];
        let mut states: Vec<ReaderState> = readers
            .into_iter()
            .map(|name| ReaderState::new(name, State::UNAWARE))
            .collect();
        // Readers that come or go wake the wait as well.
        states.push(ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE));
        while !self.stopped() {
            match context.get_status_change(LONGEST_WAIT, &mut states) {
                Ok(()) => {}
                Err(Error::Timeout) => continue,
                Err(error) => return Err(error),
            }
            for (index, (state, presence)) in states.iter().zip(&mut presences).enumerate() {
                if state.event_state().intersects(GONE) {
                    return Err(Error::ReaderUnavailable);
                }
                let slot = u8::try_from(index).unwrap_or(u8::MAX);
                presence
                    .update(slot, look(state))
                    .into_iter()
                    .for_each(|event| self.tell(event));
            }
            states.iter_mut().for_each(ReaderState::sync_current_state);
        }
        Ok(())
    }

    fn tell(&self, event: ReaderEvent) {
        if !self.stopped() {
            (self.events)(event);
        }
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

fn look(state: &ReaderState) -> Look<'_> {
    Look {
        state: state.event_state(),
        count: state.event_count(),
        atr: state.atr(),
    }
}

const GONE: State = State::UNKNOWN
    .union(State::UNAVAILABLE)
    .union(State::IGNORE);
const RETRY: Duration = Duration::from_millis(250);
/// How long a stopped monitor may linger.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
