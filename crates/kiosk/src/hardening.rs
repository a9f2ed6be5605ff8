// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a process that holds a PIN in its memory must never do: leave that memory somewhere.

use std::panic;

use nix::sys::prctl::set_dumpable;
use nix::sys::resource::{Resource, setrlimit};

/// No core dump, no debugger of another user, and of a panic only its place: its text could quote
/// anything.
///
/// # Errors
/// When the system refuses.
pub fn harden() -> nix::Result<()> {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(target: "evt", id = 1090, place, "panic");
    }));
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    set_dumpable(false)
}
