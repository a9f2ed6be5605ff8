// SPDX-License-Identifier: EUPL-1.2
//! The step `deny`: licences, bans and sources of everything that is linked.

use std::process::{Command, Stdio};

use anyhow::Context;

use super::Done;
use crate::fuzzing;
use crate::process::{self, cargo, target_directory};

/// Pinned, so that a run tells the same today and next year.
const VERSION: &str = "0.20.2";

/// Checks with cargo-deny, installing it below `target/tools` if need be. Advisories are left out:
/// they need a database from the network and change without us.
pub(super) fn run() -> anyhow::Result<Done> {
    if !works(cargo_deny()) && (install().is_err() || !works(cargo_deny())) {
        let because = "cargo-deny is not there and could not be installed";
        return Ok(Done::Skipped { because });
    }
    for manifest in ["Cargo.toml", fuzzing::MANIFEST] {
        let mut check = cargo_deny();
        check.args(["--manifest-path", manifest, "--config", ".deny.toml"]);
        check.arg("check");
        for lint in NOT_ENCOUNTERED {
            check.args(["--allow", lint]);
        }
        check.args(["bans", "licenses", "sources"]);
        process::run(check)?;
    }
    Ok(Done::Passed)
}

/// Each of the two workspaces has only some of what the configuration speaks of.
const NOT_ENCOUNTERED: [&str; 3] = [
    "license-not-encountered",
    "license-exception-not-encountered",
    "unused-wrapper",
];

/// `cargo deny`, found below `target/tools` too.
fn cargo_deny() -> Command {
    let mut command = cargo(&["deny"]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let own = target_directory().join("tools/bin");
    let directories = std::env::split_paths(&path).chain([own]);
    // A path with a separator inside cannot be joined; then only the machine's own is looked for.
    if let Ok(path) = std::env::join_paths(directories) {
        command.env("PATH", path);
    }
    command
}

fn works(mut command: Command) -> bool {
    let status = command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

fn install() -> anyhow::Result<()> {
    let mut command = cargo(&[
        "install",
        "-q",
        "--locked",
        "--debug",
        "cargo-deny",
        "--version",
        VERSION,
    ]);
    let tools = target_directory().join("tools");
    let build = tools.join("build");
    command
        .arg("--root")
        .arg(&tools)
        .arg("--target-dir")
        .arg(&build);
    process::run(command)?;
    std::fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))
}
