// SPDX-License-Identifier: EUPL-1.2
//! Makes a small invented world: a CA, citizens, and their cards.

mod authority;
mod calendar;
mod certificate;
mod citizen;
mod codice_fiscale;
mod dati_personali;
mod deck;
mod draw;
mod id_carta;
mod inventory;
mod issue;
mod press;
mod recipe;
mod registry;
mod test_keys;

use std::fs;
use std::path::Path;

use time::OffsetDateTime;

use crate::EmulatorError;
use authority::Authority;
pub use deck::Deck;
pub use inventory::{CardEntry, DeckEntry, Inventory, PersonEntry};
pub use registry::RegistryLine;
pub use test_keys::TestKeys;

/// Issuer code of Regione Toscana, in registry, cards and card numbers.
pub const ISSUER: &str = "6090";

/// What to make.
#[derive(Clone, Debug)]
pub struct Order {
    /// The decks, each with citizens of its own.
    pub decks: Vec<Deck>,
    /// Same seed and time: same PINs, PUKs and card numbers.
    pub seed: u64,
    /// The moment everything is relative to.
    pub now: OffsetDateTime,
}

/// Fills `dir` with `ca/`, one directory per deck, `registry.jsonl` and `deck.json`.
pub fn personalise(dir: &Path, order: &Order) -> Result<Inventory, EmulatorError> {
    let authority = Authority::new(order.now)?;
    let mut lines = Vec::new();
    let mut revoked = Vec::new();
    let mut decks = Vec::new();
    for deck in &order.decks {
        let mut issued = issue::deck(dir, *deck, order, &authority)?;
        lines.append(&mut issued.registry);
        revoked.append(&mut issued.revoked);
        decks.push(issued.entry);
    }
    authority.write(&dir.join("ca"), &revoked)?;
    registry::write(&dir.join("registry.jsonl"), &lines)?;
    let inventory = Inventory::new(order.now, decks);
    inventory.write(dir)?;
    Ok(inventory)
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), EmulatorError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(EmulatorError::file(parent))?;
    }
    fs::write(path, bytes).map_err(EmulatorError::file(path))
}
