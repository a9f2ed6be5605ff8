// SPDX-License-Identifier: EUPL-1.2
//! A card that lost its power has forgotten its PIN: holds are counted, so that nobody assumes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts how often a slot's card was taken hold of, and so powered. Cheap to clone.
///
/// Asked inside two jobs of a slot, it gives the same number only if the card was held, and had its
/// power, from the one to the other.
#[derive(Clone, Debug, Default)]
pub struct Hold(Arc<AtomicU64>);

impl Hold {
    /// The number of the hold the job at hand runs in.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    /// A card was connected.
    pub(crate) fn begin(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
