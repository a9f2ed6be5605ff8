// SPDX-License-Identifier: EUPL-1.2
//! Builds the fuzzers of `tests/fuzz` and runs them, several at a time.

mod build;
mod round;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, bail};
use toml::Table;

use crate::process::project_root;
pub(crate) use build::{Fuzzers, build, directory};
pub(crate) use round::{Ending, Plan};

/// A target with a panic planted in it: the proof that the others would find one.
pub(crate) const PLANTED: &str = "planted_panic";

/// The package of the fuzzers, relative to the project's root.
pub(crate) const MANIFEST: &str = "tests/fuzz/Cargo.toml";

/// The names of the targets, without the planted one.
pub(crate) fn targets() -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(project_root().join(MANIFEST))
        .with_context(|| format!("cannot read {MANIFEST}"))?;
    let manifest: Table = text.parse().with_context(|| MANIFEST.to_owned())?;
    Ok(named_in(&manifest))
}

fn named_in(manifest: &Table) -> Vec<String> {
    let programs = manifest.get("bin").and_then(|it| it.as_array());
    let names = programs.into_iter().flatten().filter_map(|it| {
        let name = it.get("name")?.as_str()?;
        (name != PLANTED).then(|| name.to_owned())
    });
    names.collect()
}

/// Runs the targets, as many at a time as there are processors, and says how each ended. All of
/// them run even if one finds something; then that is the error.
pub(crate) fn run_all(fuzzers: &Fuzzers, targets: &[String], plan: Plan) -> anyhow::Result<()> {
    let queue = Mutex::new(targets.iter());
    let next = || queue.lock().ok()?.next();
    let mut findings = 0;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = || {
            let mut own = 0;
            while let Some(target) = next() {
                let ending = fuzzers.run(target, plan)?;
                println!("fuzz: {target}: {ending}");
                own += usize::from(ending.is_finding());
            }
            Ok::<_, anyhow::Error>(own)
        };
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for worker in started {
            findings += worker.join().expect("a worker does not panic")?;
        }
        Ok::<_, anyhow::Error>(())
    })?;
    match findings {
        0 => Ok(()),
        1 => bail!("1 target found an input that it should not"),
        more => bail!("{more} targets found an input that they should not"),
    }
}

/// Shows that the fuzzers find: the planted panic must be found.
pub(crate) fn selftest(fuzzers: &Fuzzers) -> anyhow::Result<()> {
    let ending = fuzzers.run(PLANTED, Plan::fresh(LONGEST_SELFTEST_S))?;
    if let Ending::Found { input, .. } = &ending {
        println!("fuzz: the planted panic was found: {}", shown(input));
        return Ok(());
    }
    bail!("the planted panic was not found, so a real one would not be: {ending}")
}

/// A path as short as it can be typed in the project's root.
fn shown(path: &Path) -> String {
    let root: PathBuf = project_root();
    path.strip_prefix(&root)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// It takes less than two.
const LONGEST_SELFTEST_S: u32 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_source_and_seeds() {
        let targets = targets().expect("the manifest is readable");
        assert!(targets.len() > 10, "{targets:?}");
        let package = project_root().join("tests/fuzz");
        for target in targets.iter().map(String::as_str).chain([PLANTED]) {
            let source = package.join(format!("fuzz_targets/{target}.rs"));
            assert!(source.exists(), "{}", source.display());
            let seeds = std::fs::read_dir(package.join("seeds").join(target));
            assert!(
                seeds.is_ok_and(|mut it| it.next().is_some()),
                "{target} has seeds"
            );
        }
    }

    #[test]
    fn every_source_is_a_target() {
        let sources = project_root().join("tests/fuzz/fuzz_targets");
        let count = std::fs::read_dir(sources).expect("readable").count();
        assert_eq!(count, targets().expect("readable").len() + 1);
    }

    #[test]
    fn the_planted_panic_is_not_among_the_targets() {
        let manifest = "[[bin]]\nname = \"a\"\n[[bin]]\nname = \"planted_panic\"\n";
        assert_eq!(named_in(&manifest.parse().expect("TOML")), ["a"]);
    }
}
