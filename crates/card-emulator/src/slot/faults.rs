// SPDX-License-Identifier: EUPL-1.2
//! The bad days a test can order.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Misfortunes of a slot. The default is none.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Every card is mute: upside down, or with dirty contacts.
    pub(super) mute: bool,
    /// Added to every answer.
    pub(super) delay: Duration,
    pub(super) hold: Option<u8>,
    pub(super) pull: Option<(u8, When)>,
}

/// Whether a command took effect before the card left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// It did not.
    Before,
    /// It did, and the answer was lost.
    After,
}

impl Faults {
    /// Misfortunes that last as long as the program.
    pub fn lasting(mute: bool, delay: Duration) -> Self {
        Self {
            mute,
            delay,
            ..Self::default()
        }
    }

    pub(super) fn take_hold(&mut self, ins: u8) -> bool {
        self.hold.take_if(|held| *held == ins).is_some()
    }

    pub(super) fn take_pull(&mut self, ins: u8) -> Option<When> {
        self.pull
            .take_if(|(pulled, _)| *pulled == ins)
            .map(|(_, when)| when)
    }
}
