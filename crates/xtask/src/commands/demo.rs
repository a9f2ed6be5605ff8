// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask demo`: from nothing to the totem on a screen.

use crate::packages::{self, Need};
use crate::process;

const PACKAGES: [&str; 4] = ["kiosk", "activation-service", "card-emulator", "kiosk-lab"];

pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let (ours, theirs): (Vec<_>, Vec<_>) = arguments
        .iter()
        .cloned()
        .partition(|word| word == "--release");
    packages::ensure(&[Need::Build, Need::Run])?;
    match process::build_and_become(&PACKAGES, !ours.is_empty(), "puntosi-demo", &theirs)? {}
}
