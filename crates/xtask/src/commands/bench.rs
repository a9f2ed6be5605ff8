// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask bench`: the figures, beside those of the rivals on the same machine.

use crate::packages::{self, Need};
use crate::process;

const PACKAGES: [&str; 4] = ["kiosk", "activation-service", "card-emulator", "kiosk-lab"];

pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    packages::ensure(&[Need::Build, Need::Run, Need::Bench])?;
    match process::build_and_become(&PACKAGES, true, "puntosi-bench", arguments)? {}
}
