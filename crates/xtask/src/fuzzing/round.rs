// SPDX-License-Identifier: EUPL-1.2
//! One round of one fuzzer: how long, on what, and how it ended.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;

use super::build::directory;
use super::{Fuzzers, shown};
use crate::process::{command, project_root};

/// How long a round takes, and what it may build on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    seconds: u32,
    /// From the seeds alone and the same dice; otherwise from everything found before, too.
    is_fresh: bool,
}

impl Plan {
    /// A round as on a machine that never ran one. 0 seconds run the seeds alone.
    pub(crate) const fn fresh(seconds: u32) -> Self {
        Self {
            seconds,
            is_fresh: true,
        }
    }

    /// A round that goes on where the last one ended. 0 seconds run what is known alone.
    pub(crate) const fn going_on(seconds: u32) -> Self {
        Self {
            seconds,
            is_fresh: false,
        }
    }
}

/// How a round ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing was found.
    Clean { inputs: u64, edges: u64 },
    /// An input that panics, hangs or eats memory; `why` is what the fuzzer said of it.
    Found {
        target: String,
        input: PathBuf,
        why: String,
    },
    /// It did not run as it should.
    Broken { log: PathBuf },
}

impl Ending {
    pub(crate) const fn is_finding(&self) -> bool {
        !matches!(self, Self::Clean { .. })
    }

    fn of(target: &str, log: &Path, said: &str, succeeded: bool) -> Self {
        let word_after = |mark: &str| {
            let (_, rest) = said.rsplit_once(mark)?;
            rest.split_whitespace().next()
        };
        let number_after = |mark| word_after(mark).and_then(|it| it.parse().ok());
        if let Some(input) = word_after("Test unit written to ") {
            return Self::Found {
                target: target.to_owned(),
                input: PathBuf::from(input),
                why: why(said),
            };
        }
        match (succeeded, number_after("stat::number_of_executed_units: ")) {
            (true, Some(inputs)) => Self::Clean {
                inputs,
                edges: number_after(" cov: ").unwrap_or_default(),
            },
            _ => Self::Broken {
                log: log.to_path_buf(),
            },
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clean { inputs, edges } => write!(out, "{inputs} inputs, {edges} edges"),
            Self::Broken { log } => write!(out, "did not run to its end, see {}", shown(log)),
            Self::Found { target, input, why } => write!(
                out,
                "{why}\n  input:  {input}\n  replay: cargo xtask fuzz {target} {input}",
                input = shown(input),
            ),
        }
    }
}

/// The line that names the fault, and the one behind it, which for a panic is its message.
fn why(said: &str) -> String {
    let mut lines = said.lines();
    let first = lines.find(|line| line.contains(" panicked at ") || line.contains("ERROR: "));
    let panicked = first.is_some_and(|line| line.contains(" panicked at "));
    let message = lines.next().filter(|_| panicked);
    let found = first.into_iter().chain(message);
    found.collect::<Vec<_>>().join(" ")
}

impl Fuzzers {
    /// Runs a target. What it says goes to a file below `target/fuzz`.
    pub(crate) fn run(&self, target: &str, plan: Plan) -> anyhow::Result<Ending> {
        let work = directory();
        let corpus = work
            .join(if plan.is_fresh { "fresh" } else { "corpus" })
            .join(target);
        if plan.is_fresh && corpus.exists() {
            fs::remove_dir_all(&corpus).with_context(|| corpus.display().to_string())?;
        }
        let findings = work.join("artifacts").join(target);
        for directory in [&corpus, &findings] {
            fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
        }
        let log = work.join(format!("{target}.log"));
        let mut fuzzer = self.program(target);
        fuzzer
            .arg(format!("-artifact_prefix={}/", findings.display()))
            .args(limits(plan))
            .arg(corpus)
            .arg(project_root().join("tests/fuzz/seeds").join(target));
        let file = fs::File::create(&log).with_context(|| log.display().to_string())?;
        let status = fuzzer
            .stdout(Stdio::null())
            .stderr(file)
            .status()
            .with_context(|| format!("cannot start the fuzzer {target}"))?;
        let said = fs::read(&log).with_context(|| log.display().to_string())?;
        let said = String::from_utf8_lossy(&said);
        Ok(Ending::of(target, &log, &said, status.success()))
    }

    /// Runs one input of a target, with everything it says in sight.
    pub(crate) fn replay(&self, target: &str, input: &str) -> anyhow::Result<()> {
        let mut fuzzer = self.program(target);
        fuzzer.arg(input).env("RUST_BACKTRACE", "1");
        crate::process::run(fuzzer)
    }

    fn program(&self, target: &str) -> Command {
        command(self.programs.join(target), &[])
    }
}

fn limits(plan: Plan) -> Vec<String> {
    let duration = match plan.seconds {
        0 => "-runs=0".to_owned(),
        seconds => format!("-max_total_time={seconds}"),
    };
    let mut limits = vec![
        duration,
        format!("-timeout={LONGEST_INPUT_S}"),
        format!("-rss_limit_mb={LARGEST_MEMORY_MB}"),
        "-print_final_stats=1".to_owned(),
    ];
    limits.extend(plan.is_fresh.then(|| "-seed=1".to_owned()));
    limits
}

/// A parser that thinks longer over one input hangs.
const LONGEST_INPUT_S: u32 = 10;
const LARGEST_MEMORY_MB: u32 = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(said: &str, succeeded: bool) -> Ending {
        Ending::of("fci", Path::new("fci.log"), said, succeeded)
    }

    #[test]
    fn a_clean_round_says_how_much_it_tried() {
        let said = "#7 INITED cov: 19 ft: 20 corp: 3/70b\n#99 DONE cov: 44 ft: 100\n\
                    stat::number_of_executed_units: 99\n";
        let (inputs, edges) = (99, 44);
        assert_eq!(ending(said, true), Ending::Clean { inputs, edges });
    }

    #[test]
    fn a_finding_names_the_input_and_how_to_run_it_again() {
        let said = "thread '<unnamed>' panicked at src/tlv.rs:7:9:\nrange end 9\nstack\n\
                    ==1== ERROR: libFuzzer: deadly signal\n\
                    artifact_prefix='a/'; Test unit written to a/crash-da39\nBase64: AA==\n";
        let found = ending(said, false);
        assert!(found.is_finding());
        assert_eq!(
            found.to_string(),
            "thread '<unnamed>' panicked at src/tlv.rs:7:9: range end 9\n  \
             input:  a/crash-da39\n  replay: cargo xtask fuzz fci a/crash-da39"
        );
    }

    #[test]
    fn an_input_that_takes_too_long_is_a_finding() {
        let said = "==1== ERROR: libFuzzer: timeout after 10 seconds\n\
                    artifact_prefix='a/'; Test unit written to a/timeout-1\n";
        let found = ending(said, false).to_string();
        assert!(
            found.starts_with("==1== ERROR: libFuzzer: timeout"),
            "{found}"
        );
    }

    #[test]
    fn a_fuzzer_that_does_not_run_is_not_clean() {
        for (said, succeeded) in [("", true), ("", false), ("INFO: Seed: 1\n", false)] {
            assert!(ending(said, succeeded).is_finding(), "{said}");
        }
        let stats = "stat::number_of_executed_units: 99\n";
        assert!(ending(stats, false).is_finding());
    }

    #[test]
    fn no_seconds_are_the_seeds_alone_and_not_for_ever() {
        assert_eq!(limits(Plan::fresh(0))[0], "-runs=0");
        assert_eq!(limits(Plan::going_on(5))[0], "-max_total_time=5");
    }
}
