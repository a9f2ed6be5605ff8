// SPDX-License-Identifier: EUPL-1.2
//! The crate against a real pcscd with virtual readers and the software card, each test in network
//! and mount namespaces of its own. Needs root, pcscd, vsmartcard-vpcd and iproute2.

#[path = "readers/hanging.rs"]
mod hanging;
#[path = "readers/jobs.rs"]
mod jobs;
#[path = "readers/others.rs"]
mod others;
#[path = "readers/presence.rs"]
mod presence;
#[path = "readers/pulled.rs"]
mod pulled;
#[path = "readers/service.rs"]
mod service;
#[path = "readers/world.rs"]
mod world;
