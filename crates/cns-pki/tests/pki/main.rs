// SPDX-License-Identifier: EUPL-1.2
//! Certificates made as authorities make them, good and bad, and what is said of each.
#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be set up fails the test"
)]

mod anchors;
mod any_bytes;
mod critical;
mod der;
mod expiry;
mod issuer;
mod lists_by_hand;
mod policy;
mod revocation;
mod serials;
mod world;
