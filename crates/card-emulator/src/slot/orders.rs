// SPDX-License-Identifier: EUPL-1.2
//! The orders a test gives to a slot while it runs.

use std::time::Duration;

use super::{Counters, Habits, Mishap, NOTICED, Pull, Slot, Torn, When};
use crate::EmulatorError;

impl Slot {
    /// Something befalls the next command with this INS. A card to swap in is looked at only then:
    /// if it cannot be loaded, the one there stays.
    pub fn arm(&self, ins: u8, mishap: Mishap) {
        self.lock().faults.arm(ins, mishap);
    }

    /// The answer to the next APDU with this INS is held back, once, until [`Slot::release`].
    pub fn hold(&self, ins: u8) {
        self.arm(ins, Mishap::Hold(None));
    }

    /// Lets a held answer go, and holds no other back.
    pub fn release(&self) {
        let mut state = self.lock();
        state.held = None;
        state.faults.disarm_holds();
        self.changed.notify_all();
    }

    /// The card leaves at the next APDU with this INS, once, and nothing of the answer gets out.
    pub fn pull_at(&self, ins: u8, when: When) {
        let bytes = Torn::Nothing;
        self.arm(ins, Mishap::Pull(Pull { when, bytes }));
    }

    /// The card loses its power for a moment, and the reader does not notice.
    pub fn forget(&self) {
        self.lock().forget();
    }

    /// From now on every card is mute, or none. The one in the slot is taken out and put back.
    pub fn mute(&self, mute: bool) {
        let mut state = self.lock();
        if std::mem::replace(&mut state.faults.mute, mute) != mute {
            state.put_back(NOTICED);
            self.changed.notify_all();
        }
    }

    /// From now on every card has these habits too, the one in the slot included.
    pub fn habits(&self, habits: &Habits) -> Result<(), EmulatorError> {
        let mut state = self.lock();
        let all = state.faults.habits.and(habits);
        all.over(&crate::profile::Quirks::default())?;
        state.faults.habits = all;
        state.take_on_habits();
        Ok(())
    }

    /// From now on, adds this to every answer.
    pub fn delay(&self, delay: Duration) {
        self.lock().faults.delay = delay;
        self.changed.notify_all();
    }

    /// From now on every answer takes as long as on a real card, or no time.
    pub fn realistic(&self, realistic: bool) {
        self.lock().faults.realistic = realistic;
        self.changed.notify_all();
    }

    /// Ends every fault, standing or ordered: habits, pace, muteness, and what is held back.
    pub fn heal(&self) {
        let mut state = self.lock();
        let healed = std::mem::take(&mut state.faults);
        state.held = None;
        state.take_on_habits();
        if healed.mute {
            state.put_back(NOTICED);
        }
        self.changed.notify_all();
    }

    /// Starts counting afresh.
    pub fn reset_counters(&self) {
        self.lock().counters = Counters::default();
    }
}
