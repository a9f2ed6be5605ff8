// SPDX-License-Identifier: EUPL-1.2
//! Time and randomness, which are arguments.

/// When a step happens, and fresh bytes for what it may name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Moment {
    /// Monotonic milliseconds since the program started.
    pub now_ms: u64,
    /// Wall clock, milliseconds since 1970; only for the UUIDv7 of a new session.
    pub wall_ms: u64,
    /// Ten random bytes; only for the UUIDv7 of a new session.
    pub random: [u8; 10],
}
