// SPDX-License-Identifier: EUPL-1.2
//! `import-cards`: registry and vault take in a file of cards, all of it or none of it.

use std::fs;
use std::path::PathBuf;

use activation_store::ImportedCard;
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
        let text = fs::read(&self.file)
            .map(Zeroizing::new)
            .with_context(|| self.file.display().to_string())?;
        let (cards, mut bad) = parse(&registry, &text);
        let rows: Vec<ImportedCard> = cards
            .iter()
            .map(|(_, card)| card.imported.clone())
            .collect();
        let misfits = registry.store.misfits(&rows).await?;
        bad.extend(misfits.into_iter().map(|(index, why)| BadLine {
            line: cards[index].0,
            reason: Reason::Misfit(why),
        }));
        if bad.is_empty() {
            take(&registry, &cards, &rows).await?;
            return Ok(console::say(format!("imported {} cards", cards.len()))?);
        }
        bad.sort_by_key(|bad| bad.line);
        for BadLine { line, reason } in &bad {
            console::complain(format!("line {line}: {reason}"));
        }
        Err(anyhow!("nothing was imported: {} bad lines", bad.len()).into())
    }
}

/// Every line that is not empty, with its number.
fn parse(registry: &Registry, text: &[u8]) -> (Vec<(usize, CardLine)>, Vec<BadLine>) {
    let (mut cards, mut bad) = (Vec::new(), Vec::new());
    for (index, text) in text.split(|byte| *byte == b'\n').enumerate() {
        let line = index + 1;
        if text.trim_ascii().is_empty() {
            continue;
        }
        match CardLine::parse(text, &registry.records) {
            Ok(card) => cards.push((line, card)),
            Err(reason) => bad.push(BadLine { line, reason }),
        }
    }
    (cards, bad)
}

/// The vault first: a code without a card harms nobody, a card without its code does. Nothing
/// is kept before every card fits: codes of cards in use must not come back.
async fn take(
    registry: &Registry,
    cards: &[(usize, CardLine)],
    rows: &[ImportedCard],
) -> Result<()> {
    for (_, card) in cards {
        let ImportedCard { citizen, row } = &card.imported;
        for secret in &card.secrets {
            registry.records.keep(row.card, *citizen, secret)?;
        }
    }
    Ok(registry.store.import(rows).await?)
}
