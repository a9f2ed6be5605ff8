// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Who was sent what: the emulator counts commands by slot, the ledger by card.

use card_emulator::control::Status;
use serde::{Deserialize, Serialize};

/// Whose card.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Whose {
    Old,
    New,
    Strangers,
}

/// The commands that can cost a try, as they reached a card, and what the person did for them.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Sent {
    /// PINs typed for it, and confirmed.
    pub typed: u64,
    /// How often it was put in since the first of them.
    pub brought: u64,
    /// VERIFY.
    pub verify: u64,
    /// CHANGE REFERENCE DATA.
    pub change: u64,
    /// RESET RETRY COUNTER.
    pub reset: u64,
    /// The fewest tries it was seen with.
    pub fewest_tries: Option<u8>,
}

/// The cards of one visit.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub(super) old: Sent,
    pub(super) new: Sent,
    pub(super) strangers: Sent,
}

impl Ledger {
    pub(super) fn of(&mut self, whose: Whose) -> &mut Sent {
        match whose {
            Whose::Old => &mut self.old,
            Whose::New => &mut self.new,
            Whose::Strangers => &mut self.strangers,
        }
    }
}

impl Sent {
    /// What the slot has counted since it was last asked.
    pub(super) fn add(&mut self, status: &Status) {
        self.verify += status.counters.verify;
        self.change += status.counters.change_reference_data;
        self.reset += status.counters.reset_retry_counter;
        let tries = [self.fewest_tries, status.pin_tries];
        self.fewest_tries = tries.into_iter().flatten().min();
    }

    /// It was put in.
    pub(super) fn put_in(&mut self) {
        self.brought += u64::from(self.typed > 0);
    }

    /// Whether nothing that could cost a try reached it.
    pub(super) fn is_untouched(&self) -> bool {
        self.verify + self.change + self.reset == 0
    }
}
