// SPDX-License-Identifier: EUPL-1.2
//! Log lines on standard error, for people or for machines.

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl LogFormat {
    /// Starts logging; `RUST_LOG` chooses what is logged, by default everything from `info` up.
    pub fn install(self) {
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
        let lines = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(std::io::stderr().is_terminal())
            .with_writer(std::io::stderr);
        // A test may have started logging before.
        let _ = match self {
            Self::Text => lines.try_init(),
            Self::Json => lines.json().flatten_event(true).try_init(),
        };
    }
}
