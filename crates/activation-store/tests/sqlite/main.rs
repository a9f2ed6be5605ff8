// SPDX-License-Identifier: EUPL-1.2
//! The store on a real SQLite file.

mod clockwork;
mod concurrency;
mod idempotency;
mod import;
mod journey;
mod kiosks;
mod schema;
mod world;
