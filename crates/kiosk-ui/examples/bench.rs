// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The test bench on a desktop: prints what its buttons ask for.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to the person who runs it"
)]

use kiosk_ui::{TestBench, UiError};

fn main() -> Result<(), UiError> {
    let bench = TestBench::new(&[
        "same-person",
        "two-people",
        "old-expired",
        "wrong-pin-twice",
    ])?;
    let handle = bench.handle();
    bench.run(move |command| {
        println!("{command:?}");
        if let Err(error) = handle.say(&format!("{command:?}")) {
            eprintln!("{error}");
        }
    })
}
