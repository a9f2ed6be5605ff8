// SPDX-License-Identifier: EUPL-1.2
//! The table of commands: what each is called, what it takes, what it is for.

mod bench;
mod demo;
mod fuzz;
mod setup;
mod test;
mod tidy;

use std::fmt;

/// One command of `cargo xtask`.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    usage: &'static str,
    purpose: &'static str,
    pub(crate) run: fn(&[String]) -> anyhow::Result<()>,
}

pub(crate) const COMMANDS: [Command; 6] = [
    Command {
        name: "demo",
        usage: "demo [--release] [--auto] [--scenario NAME] [--out DIR] [--glass slint|text]",
        purpose: "Install what is missing, build, and open the totem with its test bench.\n\
                  --auto drives it with synthetic touches and needs no person and no display.\n\
                  Everything but --release goes to the demo program, puntosi-demo.",
        run: demo::run,
    },
    Command {
        name: "test",
        usage: "test [--only fmt|clippy|build|test|fuzz|deny]",
        purpose: "Run all checks that a bare machine can run, and say how many tests ran.\n\
                  --only runs one of the steps; given again, each of those named.",
        run: test::run,
    },
    Command {
        name: "fuzz",
        usage: "fuzz [TARGET [FILE]] [--seconds N] | fuzz --selftest",
        purpose: "Feed every parser, or one, with bytes that find new ways through it.\n\
                  --seconds for each target, 60 unless told; 0 runs the seeds alone.\n\
                  With FILE only that input is run, as after a finding.\n\
                  --selftest shows that a planted panic is found.",
        run: fuzz::run,
    },
    Command {
        name: "bench",
        usage: "bench [--json FILE]",
        purpose: "Build for release and measure, with the rivals in the same run.\n\
                  The arguments go to the benchmark program, puntosi-bench.",
        run: bench::run,
    },
    Command {
        name: "setup",
        usage: "setup [--bench]",
        purpose: "Install the Debian packages that are missing and say why each is needed.\n\
                  --bench adds what only the benchmarks need.",
        run: setup::run,
    },
    Command {
        name: "tidy",
        usage: "tidy",
        purpose: "Check the house rules: which crate may use which, lengths, heads of files,\n\
                  crate pages, dead files, words. Prints path:line: rule.",
        run: tidy::run,
    },
];

/// The command line was not understood; the process ends with exit code 2.
#[derive(Debug)]
pub(crate) struct Misuse {
    word: String,
    usage: &'static str,
}

impl fmt::Display for Misuse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "did not expect `{}`; usage: cargo xtask {}",
            self.word, self.usage
        )
    }
}

impl std::error::Error for Misuse {}

impl Command {
    /// The text of `cargo xtask NAME --help`.
    pub(crate) fn help(&self) -> String {
        format!("cargo xtask {}\n\n{}", self.usage, self.purpose)
    }
}

/// The text of `cargo xtask help`.
pub(crate) fn overview() -> String {
    let mut text = String::from("cargo xtask COMMAND [--help]\n\n");
    for Command { usage, purpose, .. } in &COMMANDS {
        let first_sentence = purpose.split_inclusive('.').next().unwrap_or_default();
        text += &format!("  {usage}\n      {}\n", first_sentence.replace('\n', " "));
    }
    text
}

/// Refuses `word` on the command line of the command called `name`.
fn misuse(name: &str, word: impl Into<String>) -> anyhow::Error {
    let usage = COMMANDS
        .iter()
        .find(|command| command.name == name)
        .map_or("help", |it| it.usage);
    Misuse {
        word: word.into(),
        usage,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_names_every_command_in_one_sentence() {
        let text = overview();
        for command in &COMMANDS {
            assert!(text.contains(command.usage), "{} is missing", command.name);
        }
        assert!(!text.contains("--auto drives"), "only first sentences");
    }

    #[test]
    fn an_argument_that_is_not_understood_is_a_misuse_that_shows_the_usage() {
        for name in ["test", "fuzz", "setup", "tidy"] {
            let command = COMMANDS
                .iter()
                .find(|it| it.name == name)
                .expect("in the table");
            let error = (command.run)(&["--nonsense".to_owned()]).expect_err("refused");
            assert!(error.is::<Misuse>(), "{name}: {error}");
            assert!(error.to_string().contains(command.usage));
        }
    }
}
