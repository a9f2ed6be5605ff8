// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask tidy`: the house rules, without building anything else.

use anyhow::bail;

use super::misuse;
use crate::process::project_root;
use crate::tidy;

pub(super) fn run(arguments: &[String]) -> anyhow::Result<()> {
    if let Some(first) = arguments.first() {
        return Err(misuse("tidy", first));
    }
    let findings = tidy::findings_under(&project_root())?;
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => println!("tidy: no findings"),
        1 => bail!("1 finding"),
        more => bail!("{more} findings"),
    }
    Ok(())
}
