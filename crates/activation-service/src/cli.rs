// SPDX-License-Identifier: EUPL-1.2
//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::{self, Failure};
use crate::console;
pub use crate::logging::LogFormat;

/// Reference backend of the activation transfer.
#[derive(Debug, Parser)]
#[command(name = "puntosi-backend", version)]
pub struct Cli {
    /// How log lines on standard error look.
    #[arg(long, value_enum, global = true, default_value_t)]
    pub log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve kiosks until SIGTERM.
    Serve(ConfigArg),
    /// Make a ready embedded configuration: SQLite, keys in files, private authorities.
    Init(commands::Init),
    /// Take cards into registry and vault: one JSON object a line, all or nothing.
    ImportCards(commands::ImportCards),
    /// Whose cards are trusted.
    #[command(subcommand)]
    Trust(commands::Trust),
    /// What is known of the cards, as signed files kiosks take up while they run.
    #[command(subcommand)]
    CardProfiles(commands::CardProfiles),
    /// Which kiosks may ask.
    #[command(subcommand)]
    Kiosk(commands::Kiosk),
    /// Show what is kept.
    #[command(subcommand)]
    Show(Show),
}

#[derive(Debug, Subcommand)]
enum Show {
    /// An activation by the code on its slip, its signatures verified again.
    Activation(commands::ShowActivation),
}

/// Where the configuration is.
#[derive(Clone, Debug, clap::Args)]
pub struct ConfigArg {
    /// The file `init` made.
    #[arg(long, value_name = "FILE", default_value = "puntosi-backend.toml")]
    pub(crate) config: PathBuf,
}

/// Does the command and says how it went: 0 done, 1 not done, 2 a configuration that cannot be
/// used.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&Failure::Work(error.into())),
    };
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve(config) => commands::serve(&config.config).await,
            Command::Init(init) => init.run().await,
            Command::ImportCards(import) => import.run().await,
            Command::Trust(trust) => trust.run(),
            Command::CardProfiles(profiles) => profiles.run(),
            Command::Kiosk(kiosk) => kiosk.run().await,
            Command::Show(Show::Activation(show)) => show.run().await,
        }
    });
    // Jobs and open connections must not keep the program.
    runtime.shutdown_background();
    done.map_or_else(|failure| failed(&failure), |()| ExitCode::SUCCESS)
}

fn failed(failure: &Failure) -> ExitCode {
    let (code, error) = match failure {
        Failure::Configuration(error) => (2, error),
        Failure::Work(error) => (1, error),
    };
    console::complain(format!("puntosi-backend: {}", one_line(error)));
    ExitCode::from(code)
}

/// An error and its causes. Some draw their place in a file over several lines, and some say
/// again at their end what their cause says.
fn one_line(error: &anyhow::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if !said.last().is_some_and(|before| before.ends_with(&cause)) {
            said.push(cause);
        }
    }
    let text = said.join(": ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn an_error_is_one_line_and_says_everything_once() {
        let error = anyhow!("no room")
            .context("disk: no room")
            .context("the\n  registry");
        assert_eq!(one_line(&error), "the registry: disk: no room");
    }
}
