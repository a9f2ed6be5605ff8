// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A visit is spent waiting for pcscd, which looks into its reader every 400 ms: several take no
//! longer than one.

use std::sync::{Mutex, PoisonError};
use std::thread;

const AT_A_TIME: usize = 4;

/// Plays all of them, a few at a time.
pub(crate) fn side_by_side<T: Send>(all: impl IntoIterator<Item = T>, play: impl Fn(T) + Sync) {
    let left = Mutex::new(all.into_iter().collect::<Vec<T>>());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(one) = next() {
                    play(one);
                }
            });
        }
    });
}
