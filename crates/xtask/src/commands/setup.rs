// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask setup`: only install what is missing.

use super::misuse;
use crate::packages::{self, Need};

pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    match arguments {
        [] => packages::ensure(&[Need::Build, Need::Run, Need::Fuzz])?,
        [only] if only == "--bench" => {
            packages::ensure(&[Need::Build, Need::Run, Need::Fuzz, Need::Bench])?;
        }
        [first, ..] => return Err(misuse("setup", first)),
    }
    println!("setup: done");
    Ok(())
}
