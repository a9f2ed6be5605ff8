// SPDX-License-Identifier: EUPL-1.2
//! Compiles the fuzzers as `cargo fuzz` does, with the stable compiler and without that program.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};

use super::MANIFEST;
use crate::process::{self, cargo, command, target_directory};

/// Feedback for libFuzzer: which edges ran, and what was compared with what. The same flags as
/// `cargo fuzz run --sanitizer none`.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cforce-frame-pointers",
];

/// Where the compiled fuzzers are.
pub(crate) struct Fuzzers {
    pub(super) programs: PathBuf,
}

/// Compiles all targets, below `target/fuzz`.
pub(crate) fn build() -> anyhow::Result<Fuzzers> {
    let host = host()?;
    let directory = directory();
    let mut build = cargo(&["build", "--release", "--manifest-path", MANIFEST]);
    // With a target named, the flags stay away from build scripts and macros, which run here.
    build
        .args(["--target", &host, "--target-dir"])
        .arg(&directory);
    build.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"));
    process::run(build)?;
    Ok(Fuzzers {
        programs: directory.join(host).join("release"),
    })
}

/// Where everything is that fuzzing writes.
pub(crate) fn directory() -> PathBuf {
    target_directory().join("fuzz")
}

/// The machine the compiler runs on, such as `x86_64-unknown-linux-gnu`.
fn host() -> anyhow::Result<String> {
    let mut rustc: Command = command("rustc", &["-vV"]);
    let output = rustc.output().context("cannot start rustc")?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.lines().find_map(|line| line.strip_prefix("host: ")) {
        Some(host) => Ok(host.to_owned()),
        None => bail!("rustc does not say which machine this is"),
    }
}
