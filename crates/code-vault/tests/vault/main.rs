// SPDX-License-Identifier: EUPL-1.2
//! The vault on a real folder: what it gives out, what it refuses, what it notices.
#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be set up fails the test"
)]

mod keys;
mod ledger;
mod release;
mod tampering;
mod world;
