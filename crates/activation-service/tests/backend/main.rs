// SPDX-License-Identifier: EUPL-1.2
//! The real program on its own ports, with real TLS and a real database: what kiosks and
//! operators see of it.
#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be set up fails the test"
)]

mod backend;
mod card_check;
mod card_key;
mod card_profiles;
mod cards;
mod enrolment;
mod https;
mod import;
mod journey;
mod kiosks;
mod malformed;
mod profile_bundles;
mod program;
mod refusals;
mod repeats;
mod resume;
mod short_keys;
mod show;
mod signer;
mod trust;
mod visit;
