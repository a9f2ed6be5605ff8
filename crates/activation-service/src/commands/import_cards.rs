// SPDX-License-Identifier: EUPL-1.2
//! `import-cards`: registry and vault take in a file of cards, all of it or none of it.

use std::fs;
use std::path::PathBuf;

use activation_store::{Address, ImportedCard, StoreError};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use zeroize::Zeroizing;

use super::{Done, load};
use crate::cli::ConfigArg;
use crate::console;
use crate::import::{CardLine, Reason};
use crate::registry::Registry;

/// Take cards into registry and vault: one JSON object a line, all or nothing.
#[derive(Debug, Args)]
pub(crate) struct ImportCards {
    /// JSON lines.
    file: PathBuf,
    #[command(flatten)]
    config: ConfigArg,
}

/// A line that cannot be taken; lines count from 1. It holds nothing of the line.
struct BadLine {
    line: usize,
    reason: Reason,
}

impl ImportCards {
    pub(crate) async fn run(self) -> Done {
        let registry = Registry::open(&load(&self.config.config)?).await?;
        // Codes are in plain text there.
        let text = fs::read_to_string(&self.file)
            .map(Zeroizing::new)
            .with_context(|| self.file.display().to_string())?;
        let (cards, mut bad) = parse(&registry, &text);
        bad.extend(known(&registry, &cards).await?);
        if bad.is_empty() {
            bad.extend(take(&registry, &cards).await?);
        }
        bad.sort_by_key(|bad| bad.line);
        for BadLine { line, reason } in &bad {
            console::complain(format!("line {line}: {reason}"));
        }
        if bad.is_empty() {
            Ok(console::say(format!("imported {} cards", cards.len()))?)
        } else {
            Err(anyhow!("nothing was imported: {} bad lines", bad.len()).into())
        }
    }
}

/// Every line that is not empty, with its number.
fn parse(registry: &Registry, text: &str) -> (Vec<(usize, CardLine)>, Vec<BadLine>) {
    let (mut cards, mut bad) = (Vec::new(), Vec::new());
    for (index, text) in text.lines().enumerate() {
        let line = index + 1;
        if text.trim().is_empty() {
            continue;
        }
        match CardLine::parse(text, &registry.records) {
            Ok(card) => cards.push((line, card)),
            Err(reason) => bad.push(BadLine { line, reason }),
        }
    }
    (cards, bad)
}

/// Lines whose card the registry has already. Asked before the vault keeps anything: codes of
/// cards in use must not come back.
async fn known(registry: &Registry, cards: &[(usize, CardLine)]) -> Result<Vec<BadLine>> {
    let mut bad = Vec::new();
    for (line, card) in cards {
        let address = Address::Card(card.imported.row.card);
        if registry.store.read(address).await?.is_some() {
            bad.push(BadLine {
                line: *line,
                reason: Reason::Known,
            });
        }
    }
    Ok(bad)
}

/// The vault first: a code without a card harms nobody, a card without its code does.
async fn take(registry: &Registry, cards: &[(usize, CardLine)]) -> Result<Option<BadLine>> {
    for (_, card) in cards {
        let ImportedCard { citizen, row } = &card.imported;
        for secret in &card.secrets {
            registry.records.keep(row.card, *citizen, secret)?;
        }
    }
    let imported: Vec<ImportedCard> = cards
        .iter()
        .map(|(_, card)| card.imported.clone())
        .collect();
    let bad = |index: usize, reason| {
        let line = cards.get(index).map_or(0, |(line, _)| *line);
        Ok(Some(BadLine { line, reason }))
    };
    match registry.store.import(&imported).await {
        Ok(()) => Ok(None),
        Err(StoreError::CardExists { index }) => bad(index, Reason::Twice),
        Err(StoreError::SecondActiveCard { index }) => bad(index, Reason::SecondActive),
        Err(error) => Err(error.into()),
    }
}
