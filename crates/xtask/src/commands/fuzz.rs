// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask fuzz`: bytes that find new ways through every parser.

use anyhow::bail;

use super::misuse;
use crate::fuzzing::{self, PLANTED, Plan};
use crate::packages::{self, Need};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wish {
    Everything { seconds: u32 },
    One { target: String, seconds: u32 },
    Replay { target: String, input: String },
    Selftest,
}

pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let wish = wish(arguments)?;
    packages::ensure(&[Need::Fuzz])?;
    let targets = fuzzing::targets()?;
    let fuzzers = fuzzing::build()?;
    match wish {
        Wish::Everything { seconds } => {
            fuzzing::run_all(&fuzzers, &targets, Plan::going_on(seconds))
        }
        Wish::Selftest => fuzzing::selftest(&fuzzers),
        Wish::One { target, .. } | Wish::Replay { target, .. }
            if target != PLANTED && !targets.contains(&target) =>
        {
            bail!("no target `{target}`; there are {}", targets.join(", "))
        }
        Wish::One { target, seconds } => {
            fuzzing::run_all(&fuzzers, &[target], Plan::going_on(seconds))
        }
        Wish::Replay { target, input } => fuzzers.replay(&target, &input),
    }
}

fn wish(arguments: &[String]) -> anyhow::Result<Wish> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if words == ["--selftest"] {
        return Ok(Wish::Selftest);
    }
    let (rest, seconds) = match words.iter().position(|&word| word == "--seconds") {
        None => (words, DEFAULT_S),
        Some(at) => {
            let number = words.get(at + 1).and_then(|it| it.parse().ok());
            let seconds = number.ok_or_else(|| misuse("fuzz", "--seconds without a number"))?;
            ([&words[..at], &words[at + 2..]].concat(), seconds)
        }
    };
    if let Some(&flag) = rest.iter().find(|word| word.starts_with('-')) {
        return Err(misuse("fuzz", flag));
    }
    match rest[..] {
        [] => Ok(Wish::Everything { seconds }),
        [target] => Ok(Wish::One {
            target: target.to_owned(),
            seconds,
        }),
        [target, input] => Ok(Wish::Replay {
            target: target.to_owned(),
            input: input.to_owned(),
        }),
        [_, _, odd, ..] => Err(misuse("fuzz", odd)),
    }
}

const DEFAULT_S: u32 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Option<Wish> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        wish(&words).ok()
    }

    #[test]
    fn a_minute_for_each_target_unless_told_otherwise() {
        assert_eq!(asked(""), Some(Wish::Everything { seconds: 60 }));
        assert_eq!(asked("--seconds 5"), Some(Wish::Everything { seconds: 5 }));
        let (target, seconds) = ("fci".to_owned(), 9);
        assert_eq!(
            asked("fci --seconds 9"),
            Some(Wish::One { target, seconds })
        );
    }

    #[test]
    fn a_file_is_run_again_alone() {
        let (target, input) = ("fci".to_owned(), "crash-1".to_owned());
        assert_eq!(asked("fci crash-1"), Some(Wish::Replay { target, input }));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "--seconds",
            "--seconds x",
            "a b c",
            "--selftest a",
            "--jobs",
        ] {
            assert_eq!(asked(line), None, "{line}");
        }
    }
}
