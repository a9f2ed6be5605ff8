// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The only place that reads clocks and takes randomness for the session machine.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kiosk_session::Moment;
use ring::rand::{SecureRandom, SystemRandom};

/// Monotonic time since the program started, and the wall clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    started: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }

    /// Monotonic milliseconds.
    pub(crate) fn now_ms(self) -> u64 {
        milliseconds(self.started.elapsed())
    }

    /// Milliseconds since 1970.
    pub(crate) fn wall_ms() -> u64 {
        milliseconds(
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default(),
        )
    }

    /// Seconds since 1970.
    pub(crate) fn wall_s() -> u64 {
        Self::wall_ms() / 1000
    }

    /// The argument of a step.
    pub(crate) fn moment(self) -> Moment {
        Moment {
            now_ms: self.now_ms(),
            wall_ms: Self::wall_ms(),
            random: random(),
        }
    }

    /// Whether the wall clock shows a time before this program was made.
    pub(crate) fn is_before_build() -> bool {
        Self::wall_s() < MADE_S
    }
}

/// Fresh random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .expect("the kernel's random generator never fails once the system is up");
    bytes
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// 1 November 2026: no totem ran this program before.
const MADE_S: u64 = 1_793_491_200;
