// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Logs go to standard error: the journal of the system takes them from there.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

use crate::config::{LogFormat, LogSection};

/// Starts logging as configured. A filter that cannot be read falls back to `info`.
pub fn start(section: &LogSection) {
    let filter = EnvFilter::try_new(&section.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(BoxMakeWriter::new(std::io::stderr));
    // A second start, as in tests, keeps the first.
    let _ = match section.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
}
