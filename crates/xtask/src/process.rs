// SPDX-License-Identifier: EUPL-1.2
//! Starts other programs from the root of the project and says what failed.

use std::convert::Infallible;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// The root of the project: two levels above this crate.
pub(crate) fn project_root() -> PathBuf {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_dir
        .ancestors()
        .nth(2)
        .unwrap_or(crate_dir)
        .to_path_buf()
}

/// Where cargo writes what it builds.
pub(crate) fn target_directory() -> PathBuf {
    let name = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    project_root().join(name)
}

/// A cargo command line in the project root, by the cargo that runs this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    in_project_root(Command::new(program), arguments)
}

/// A command line of another program in the project root.
pub(crate) fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    in_project_root(Command::new(program), arguments)
}

/// Runs to the end. An exit code other than 0 is an error that names the command.
pub(crate) fn run(mut command: Command) -> anyhow::Result<()> {
    let line = shown(&command);
    let status = command
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Runs to the end, passing each line of its output on to `see`; gives back whether it succeeded.
pub(crate) fn stream(mut command: Command, mut see: impl FnMut(&str)) -> anyhow::Result<bool> {
    let line = shown(&command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    let output = child.stdout.take().context("the output is piped")?;
    for raw in BufReader::new(output).split(b'\n') {
        let raw = raw.with_context(|| format!("cannot read the output of `{line}`"))?;
        see(&String::from_utf8_lossy(&raw));
    }
    let status = child
        .wait()
        .with_context(|| format!("cannot wait for `{line}`"))?;
    Ok(status.success())
}

/// Builds the named packages, then becomes their program `binary` with `arguments`.
pub(crate) fn build_and_become(
    packages: &[&str],
    release: bool,
    binary: &str,
    arguments: &[String],
) -> anyhow::Result<Infallible> {
    let mut build = vec!["build"];
    build.extend(packages.iter().flat_map(|package| ["-p", package]));
    build.extend(release.then_some("--release"));
    run(cargo(&build))?;
    let profile = if release { "release" } else { "debug" };
    let program = target_directory().join(profile).join(binary);
    let error = Command::new(&program).args(arguments).exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}

fn in_project_root(mut command: Command, arguments: &[&str]) -> Command {
    command.args(arguments).current_dir(project_root());
    command
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        in_project_root(Command::new("sh"), &["-c", script])
    }

    #[test]
    fn the_project_root_holds_the_workspace_manifest() {
        assert!(project_root().join("Cargo.lock").exists());
    }

    #[test]
    fn a_command_that_fails_is_named_in_the_error() {
        let error = run(shell("exit 3")).expect_err("exit 3 is a failure");
        assert!(error.to_string().contains("sh -c exit 3"), "{error}");
    }

    #[test]
    fn each_line_of_output_is_seen_even_when_the_command_fails() {
        let mut seen: Vec<String> = Vec::new();
        let succeeded = stream(shell("echo one; echo two; exit 1"), |line| {
            seen.push(line.into());
        })
        .expect("it starts");
        assert!(!succeeded);
        assert_eq!(seen, ["one", "two"]);
    }
}
