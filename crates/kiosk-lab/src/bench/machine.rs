// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Figures mean something only with the machine and the programs they were measured with.

use std::fmt;
use std::fs;
use std::process::Command;
use std::thread;

use serde::Serialize;

/// A machine.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// Model of the processor.
    pub processor: String,
    /// Its cores.
    pub cores: usize,
    /// Memory, MB.
    pub memory_mb: u64,
    /// Release of the kernel.
    pub kernel: String,
}

/// Programs and how ours were built.
#[derive(Clone, Debug, Serialize)]
pub struct Versions {
    /// This product.
    pub puntosi: &'static str,
    /// `release`, or `debug`, whose figures mean little.
    pub build: &'static str,
    /// The smart-card daemon.
    pub pcscd: String,
    /// The rival at the card.
    pub opensc: String,
    /// The rival on the screen.
    pub chromium: String,
}

impl Machine {
    pub(super) fn this() -> Self {
        let memory_kib = field("/proc/meminfo", "MemTotal");
        let memory_kib = memory_kib
            .trim_end_matches(" kB")
            .parse::<u64>()
            .unwrap_or(0);
        Self {
            processor: field("/proc/cpuinfo", "model name"),
            cores: thread::available_parallelism().map_or(1, usize::from),
            memory_mb: memory_kib * 1024 / 1_000_000,
            kernel: text("/proc/sys/kernel/osrelease"),
        }
    }
}

impl Versions {
    pub(super) fn ask() -> Self {
        Self {
            puntosi: env!("CARGO_PKG_VERSION"),
            build: if cfg!(debug_assertions) {
                "debug"
            } else {
                "release"
            },
            pcscd: said("pcscd", &["--version"]),
            opensc: said("opensc-tool", &["--info"]),
            chromium: said("chromium", &["--version"]),
        }
    }
}

/// The commit of the sources this program was built from; `unknown` outside a repository.
pub(super) fn commit() -> String {
    let git = |arguments: &[&str]| {
        let place = ["-c", "safe.directory=*", "-C", env!("CARGO_MANIFEST_DIR")];
        said("git", &[&place, arguments].concat())
    };
    let commit = git(&["rev-parse", "--short=12", "HEAD"]);
    if commit.is_empty() {
        return "unknown".to_owned();
    }
    let changes = git(&["status", "--porcelain", "--untracked-files=no"]);
    if changes.is_empty() {
        commit
    } else {
        commit + "+"
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            processor,
            cores,
            memory_mb,
            kernel,
        } = self;
        write!(
            out,
            "{processor}, {cores} cores, {memory_mb} MB, Linux {kernel}"
        )
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            puntosi,
            build,
            pcscd,
            opensc,
            chromium,
        } = self;
        write!(
            out,
            "puntosi {puntosi} ({build} build), {pcscd}, {opensc}, {chromium}"
        )
    }
}

/// The first line a program prints; empty if there is no such program.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let printed = output.map(|output| output.stdout).unwrap_or_default();
    let printed = String::from_utf8_lossy(&printed);
    printed
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
}

fn text(path: &str) -> String {
    fs::read_to_string(path)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// The value of a `key : value` line.
fn field(path: &str, key: &str) -> String {
    let text = text(path);
    let mut pairs = text.lines().filter_map(|line| line.split_once(':'));
    let found = pairs.find(|(name, _)| name.trim() == key);
    found
        .map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}
