// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask test`: every check that a bare machine can run, in reading order.

mod deny;

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};

use super::misuse;
use crate::fuzzing::{self, Plan};
use crate::packages::{self, Need};
use crate::process::{self, cargo};
use crate::tally::Tally;

/// One step of the run, by the name that `--only` takes.
struct Step {
    name: &'static str,
    run: fn(&mut Tally) -> anyhow::Result<Done>,
}

/// How a step ended when it did not fail.
enum Done {
    Passed,
    Skipped { because: &'static str },
}

const STEPS: [Step; 6] = [
    Step {
        name: "fmt",
        run: |_| {
            process::run(cargo(&["fmt", "--all", "--check"]))?;
            let of_fuzzers = ["fmt", "--manifest-path", fuzzing::MANIFEST, "--check"];
            passed(cargo(&of_fuzzers))
        },
    },
    Step {
        name: "clippy",
        run: |_| clippy(),
    },
    Step {
        name: "build",
        run: |_| passed(cargo(&["build", "--workspace"])),
    },
    Step {
        name: "test",
        run: tests,
    },
    Step {
        name: "fuzz",
        run: |_| fuzz(),
    },
    Step {
        name: "deny",
        run: |_| deny::run(),
    },
];

pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let steps = chosen(arguments)?;
    packages::ensure(&[Need::Build, Need::Run, Need::Fuzz])?;
    let mut tally = Tally::default();
    let outcome = run_steps(&steps, &mut tally);
    println!("{tally}");
    outcome
}

fn chosen(arguments: &[String]) -> anyhow::Result<Vec<&'static Step>> {
    let mut only = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word != "--only" {
            return Err(misuse("test", word));
        }
        let name = words
            .next()
            .ok_or_else(|| misuse("test", "--only without a step"))?;
        only.push(find(name).ok_or_else(|| misuse("test", name))?);
    }
    Ok(if only.is_empty() {
        STEPS.iter().collect()
    } else {
        only
    })
}

fn find(name: &str) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.name == name)
}

fn run_steps(steps: &[&Step], tally: &mut Tally) -> anyhow::Result<()> {
    for step in steps {
        println!("== {}", step.name);
        let start = Instant::now();
        let done = (step.run)(tally).with_context(|| format!("step {} failed", step.name))?;
        let seconds = start.elapsed().as_secs_f64();
        match done {
            Done::Passed => println!("== {} passed in {seconds:.1} s", step.name),
            Done::Skipped { because } => println!("== {} skipped: {because}", step.name),
        }
    }
    Ok(())
}

fn passed(command: Command) -> anyhow::Result<Done> {
    process::run(command)?;
    Ok(Done::Passed)
}

/// The fuzzers are a workspace of their own, checked beside what else is built for them.
fn clippy() -> anyhow::Result<Done> {
    let mut of_fuzzers = cargo(&["clippy", "--manifest-path", fuzzing::MANIFEST]);
    of_fuzzers.arg("--target-dir").arg(fuzzing::directory());
    for mut command in [cargo(&["clippy", "--workspace"]), of_fuzzers] {
        command.args(["--all-targets", "--", "-D", "warnings"]);
        process::run(command)?;
    }
    Ok(Done::Passed)
}

/// Unit, integration and documentation tests of all crates; `tidy` is one of them.
fn tests(tally: &mut Tally) -> anyhow::Result<Done> {
    let command = cargo(&["test", "--workspace", "--no-fail-fast"]);
    let succeeded = process::stream(command, |line| {
        println!("{line}");
        tally.see(line);
    })?;
    if !succeeded {
        bail!("`cargo test` did not succeed");
    }
    if !tally.ran() {
        bail!("no test ran");
    }
    Ok(Done::Passed)
}

/// A short round of every target, after the proof that a panic would be found.
fn fuzz() -> anyhow::Result<Done> {
    let fuzzers = fuzzing::build()?;
    fuzzing::selftest(&fuzzers)?;
    fuzzing::run_all(&fuzzers, &fuzzing::targets()?, Plan::fresh(FUZZ_S))?;
    Ok(Done::Passed)
}

/// For each target.
const FUZZ_S: u32 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> anyhow::Result<Vec<&'static str>> {
        let arguments: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        Ok(chosen(&arguments)?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn all_steps_run_in_reading_order_unless_some_are_chosen() {
        let all = names(&[]).expect("no arguments are fine");
        assert_eq!(all, ["fmt", "clippy", "build", "test", "fuzz", "deny"]);
        let two = names(&["--only", "test", "--only", "fmt"]).expect("both exist");
        assert_eq!(two, ["test", "fmt"]);
    }

    #[test]
    fn a_step_that_does_not_exist_is_refused() {
        assert!(names(&["--only", "paint"]).is_err());
        assert!(names(&["--only"]).is_err());
        assert!(names(&["--image"]).is_err());
    }

    #[test]
    fn the_first_step_that_fails_ends_the_run() {
        let fails = Step {
            name: "first",
            run: |_| bail!("as planted"),
        };
        let counts = Step {
            name: "second",
            run: |tally| {
                tally.passed += 1;
                Ok(Done::Passed)
            },
        };
        let mut tally = Tally::default();
        let error = run_steps(&[&fails, &counts], &mut tally).expect_err("the first one fails");
        assert_eq!(format!("{error:#}"), "step first failed: as planted");
        assert_eq!(tally, Tally::default());
    }
}
