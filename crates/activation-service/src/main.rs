// SPDX-License-Identifier: EUPL-1.2
//! The program `puntosi-backend`: reads the command line, does one command, says how it went.

use std::process::ExitCode;

use activation_service::cli::Cli;
use clap::Parser;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.log_format.install();
    activation_service::cli::run(cli)
}
