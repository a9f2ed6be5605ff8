// SPDX-License-Identifier: EUPL-1.2
//! What commands say to the person, or the program, that started them.

use std::io::{self, Write};

/// One line on standard output.
pub(crate) fn say(line: impl AsRef<str>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", line.as_ref())?;
    out.flush()
}

/// One line on standard error. There is nobody left to tell when that fails.
pub(crate) fn complain(line: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "{}", line.as_ref());
}
