// SPDX-License-Identifier: EUPL-1.2
//! The Debian packages that the project needs besides Rust, and how they get onto the machine.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::process;

/// What a package is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Build,
    Run,
    Fuzz,
    Bench,
}

/// One Debian package and why it is here.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    need: Need,
    pub(crate) reason: &'static str,
}

const PACKAGES: [Package; 19] = [
    build("pkg-config", "finds the libraries below"),
    build("libpcsclite-dev", "smart-card readers, for card-reader"),
    build(
        "libudev-dev",
        "screens and touch panels of the totem, for kiosk-ui",
    ),
    build(
        "libinput-dev",
        "touch on the totem's bare screen, for kiosk-ui",
    ),
    build(
        "libxkbcommon-dev",
        "keypads on the totem's bare screen, for kiosk-ui",
    ),
    build(
        "libfontconfig-dev",
        "finds the program's own fonts, for kiosk-ui",
    ),
    run("pcscd", "the smart-card daemon"),
    run(
        "vsmartcard-vpcd",
        "virtual readers for pcscd, for the software cards",
    ),
    run(
        "opensc",
        "an independent reader of the cards, as a judge and a rival",
    ),
    run(
        "openssl",
        "an independent judge of certificates and signatures",
    ),
    run(
        "iproute2",
        "brings up the loopback of the private network of a run",
    ),
    run(
        "util-linux",
        "unshare and setpriv: a private world for each run",
    ),
    run(
        "libfaketime",
        "a wrong clock for one program, as an incident",
    ),
    run("procps", "finds and measures the programs of a run"),
    run("xvfb", "a display where there is none"),
    run(
        "libxkbcommon-x11-0",
        "keyboard of the window, loaded at run time",
    ),
    run("libx11-xcb1", "the window, loaded at run time"),
    run("libxcursor1", "the window, loaded at run time"),
    run("libxi6", "touches in the window, loaded at run time"),
];

const FUZZ_PACKAGES: [Package; 1] = [Package {
    name: "g++",
    need: Need::Fuzz,
    reason: "builds libFuzzer, which is C++",
}];

const BENCH_PACKAGES: [Package; 1] = [Package {
    name: "chromium",
    need: Need::Bench,
    reason: "the rival of the screen",
}];

/// Installs the packages for `needs` that are missing. Does nothing when all are there.
pub(crate) fn ensure(needs: &[Need]) -> anyhow::Result<()> {
    let wanted: Vec<&Package> = all()
        .filter(|package| needs.contains(&package.need))
        .collect();
    let Some(installed) = installed(&wanted)? else {
        let names: Vec<_> = wanted.iter().map(|package| package.name).collect();
        eprintln!(
            "setup: this is not a Debian system (no dpkg-query), so nothing was installed; \
             it needs what Debian calls: {}",
            names.join(" ")
        );
        return Ok(());
    };
    let missing: Vec<&Package> = wanted
        .into_iter()
        .filter(|package| !installed.contains(package.name))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        install(&missing)
    }
}

const fn build(name: &'static str, reason: &'static str) -> Package {
    Package {
        name,
        need: Need::Build,
        reason,
    }
}

const fn run(name: &'static str, reason: &'static str) -> Package {
    Package {
        name,
        need: Need::Run,
        reason,
    }
}

fn all() -> impl Iterator<Item = &'static Package> {
    PACKAGES.iter().chain(&FUZZ_PACKAGES).chain(&BENCH_PACKAGES)
}

/// The names among `wanted` that dpkg has installed; nothing where there is no dpkg.
fn installed(wanted: &[&Package]) -> anyhow::Result<Option<BTreeSet<String>>> {
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted.iter().map(|package| package.name))
        .stderr(Stdio::null())
        .output();
    match output {
        Ok(output) => Ok(Some(installed_in(&String::from_utf8_lossy(&output.stdout)))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("cannot start dpkg-query"),
    }
}

fn installed_in(answer: &str) -> BTreeSet<String> {
    let names = answer
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"));
    names.map(str::to_owned).collect()
}

fn install(missing: &[&Package]) -> anyhow::Result<()> {
    for Package { name, reason, .. } in missing {
        println!("setup: installing {name}: {reason}");
    }
    let lock = "DPkg::Lock::Timeout=300";
    process::run(apt_get(&["-q", "-o", lock, "update"])?)?;
    let mut arguments = vec!["-q", "-y", "-o", lock, "install", "--no-install-recommends"];
    arguments.extend(missing.iter().map(|package| package.name));
    process::run(apt_get(&arguments)?)
}

/// `apt-get` as root: directly, or through sudo.
fn apt_get(arguments: &[&str]) -> anyhow::Result<Command> {
    let own_user = std::fs::metadata("/proc/self")
        .context("cannot tell which user this is")?
        .uid();
    let mut command = if own_user == 0 {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_but_left_its_configuration_is_missing() {
        let answer = "pcscd installed\nopensc config-files\nxvfb not-installed\n";
        assert_eq!(installed_in(answer), BTreeSet::from(["pcscd".to_owned()]));
    }

    #[test]
    fn every_package_is_named_once_and_has_a_reason() {
        let names: BTreeSet<_> = all().map(|package| package.name).collect();
        assert_eq!(names.len(), all().count());
        assert!(all().all(|package| !package.reason.is_empty()));
    }

    #[test]
    fn only_the_benchmarks_ask_for_a_browser() {
        let browser = all()
            .find(|package| package.name == "chromium")
            .expect("in the table");
        assert_eq!(browser.need, Need::Bench);
    }
}
