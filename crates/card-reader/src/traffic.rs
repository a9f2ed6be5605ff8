// SPDX-License-Identifier: EUPL-1.2
//! How much was said to the cards of a slot.

use std::ops::Sub;
use std::sync::atomic::{AtomicU64, Ordering};

/// Commands and bytes since the start, or between two readings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Traffic {
    /// Command APDUs sent.
    pub apdus: u64,
    /// Bytes in them.
    pub bytes_out: u64,
    /// Bytes in the answers, status words included.
    pub bytes_in: u64,
}

impl Sub for Traffic {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            apdus: self.apdus.saturating_sub(earlier.apdus),
            bytes_out: self.bytes_out.saturating_sub(earlier.bytes_out),
            bytes_in: self.bytes_in.saturating_sub(earlier.bytes_in),
        }
    }
}

/// The counters of one slot, shared by the workers it has had.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    apdus: AtomicU64,
    bytes_out: AtomicU64,
    bytes_in: AtomicU64,
}

impl Meter {
    pub(crate) fn sent(&self, bytes: usize) {
        self.apdus.fetch_add(1, Ordering::Relaxed);
        self.bytes_out.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn received(&self, bytes: usize) {
        self.bytes_in.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> Traffic {
        Traffic {
            apdus: self.apdus.load(Ordering::Relaxed),
            bytes_out: self.bytes_out.load(Ordering::Relaxed),
            bytes_in: self.bytes_in.load(Ordering::Relaxed),
        }
    }
}
