// SPDX-License-Identifier: EUPL-1.2
//! `trust`: adds an authority to the list of pinned ones. A running server reads the list again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use cns_pki::{AnchorEntry, AnchorList};
use time::Date;
use time::macros::format_description;

use super::{Done, load, replace};
use crate::cli::ConfigArg;
use crate::console;
use crate::trust::der_of;

/// Whose cards are trusted.
#[derive(Debug, Subcommand)]
pub(crate) enum Trust {
    /// Pin the certificate of a CNS authority.
    AddCa(AddCa),
}

impl Trust {
    pub(crate) fn run(self) -> Done {
        match self {
            Self::AddCa(add) => add.run(),
        }
    }
}

/// Pin the certificate of a CNS authority.
#[derive(Debug, Args)]
pub(crate) struct AddCa {
    /// DER or PEM.
    file: PathBuf,
    /// Last day on which it may have issued a card, YYYY-MM-DD.
    #[arg(long, value_parser = day)]
    issue_until: Option<Date>,
    /// Last day on which its cards are accepted, YYYY-MM-DD.
    #[arg(long, value_parser = day)]
    accept_leaf_until: Option<Date>,
    /// Its cards carry certificatePolicies as critical, which is refused of others. Any other
    /// critical extension still is.
    #[arg(long)]
    marks_policies_critical: bool,
    #[command(flatten)]
    config: ConfigArg,
}

impl AddCa {
    fn run(self) -> Done {
        let list = load(&self.config.config)?.trust.anchors;
        Ok(self.add_to(&list)?)
    }

    fn add_to(&self, list_file: &Path) -> Result<()> {
        let der = fs::read(&self.file)
            .map(|bytes| der_of(&bytes))
            .with_context(|| self.file.display().to_string())?;
        let text =
            fs::read_to_string(list_file).with_context(|| list_file.display().to_string())?;
        let mut list = AnchorList::parse(&text)?;
        let described =
            AnchorEntry::describe("", &der).with_context(|| self.file.display().to_string())?;
        let is_there = list
            .anchors
            .iter()
            .any(|known| known.spki_sha256 == described.spki_sha256);
        ensure!(!is_there, "this authority is in the list already");
        let entry = AnchorEntry {
            file: format!("{}.der", &described.spki_sha256[..16]),
            issue_until: self.issue_until,
            accept_leaf_until: self.accept_leaf_until,
            marks_policies_critical: self.marks_policies_critical,
            ..described
        };
        let folder = list_file.parent().unwrap_or(Path::new("."));
        replace(&folder.join(&entry.file), &der)?;
        console::say(format!("{} {}", entry.spki_sha256, entry.subject))?;
        list.anchors.push(entry);
        replace(list_file, list.to_toml()?.as_bytes())
    }
}

fn day(text: &str) -> Result<Date, time::error::Parse> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
}
