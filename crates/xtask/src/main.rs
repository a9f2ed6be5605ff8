// SPDX-License-Identifier: EUPL-1.2
//! Finds the command that was asked for and turns its result into an exit code.
#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks on stdout and stderr"
)]

mod commands;
mod fuzzing;
mod packages;
mod process;
mod tally;
mod tidy;

use std::process::ExitCode;

use commands::COMMANDS;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    let arguments: Vec<String> = words.collect();
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        print!("{}", commands::overview());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("xtask: unknown command `{name}`; `cargo xtask help` lists them");
        return ExitCode::from(2);
    };
    if arguments
        .iter()
        .any(|word| word == "--help" || word == "-h")
    {
        println!("{}", command.help());
        return ExitCode::SUCCESS;
    }
    match (command.run)(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {name}: {error:#}");
            ExitCode::from(if error.is::<commands::Misuse>() { 2 } else { 1 })
        }
    }
}
