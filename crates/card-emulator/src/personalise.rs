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
mod story;
mod test_keys;
mod world;

use std::fs;
use std::path::Path;

use time::OffsetDateTime;

use crate::EmulatorError;
pub use deck::Deck;
pub use inventory::{CardEntry, DeckEntry, Inventory, PersonEntry};
pub use registry::RegistryLine;
use story::Story;
pub use test_keys::TestKeys;
use world::World;

/// Issuer code of Regione Toscana, in registry, cards and card numbers.
pub const ISSUER: &str = "6090";
/// Issuer code of Regione Lombardia, whose cards no registry here knows.
pub const OTHER_REGION: &str = "6030";
/// Kind and region of the card of a Tuscan operator.
pub const STAFF: &str = "9090";
/// So many invented citizens have birthdays of their own.
pub const MOST_COPIES: usize = 100;

/// What to make.
#[derive(Clone, Debug)]
pub struct Order {
    /// The decks, each with citizens of its own.
    pub decks: Vec<Deck>,
    /// Same seed and time: same PINs, PUKs and card numbers.
    pub seed: u64,
    /// The moment everything is relative to.
    pub now: OffsetDateTime,
    /// How often each deck is made, each time for other people: `same-person`, `same-person-2`…
    pub copies: usize,
    /// Generation of the old cards that are CNS, in place of the deck's own: the name of a
    /// built-in one, or the path of a `.toml` file.
    pub old_generation: Option<String>,
    /// The same for the new cards.
    pub new_generation: Option<String>,
}

impl Order {
    /// Each deck once, as it is meant.
    pub fn new(decks: Vec<Deck>, seed: u64, now: OffsetDateTime) -> Self {
        Self {
            decks,
            seed,
            now,
            copies: 1,
            old_generation: None,
            new_generation: None,
        }
    }
}

/// Fills `dir` with `ca/`, one directory per deck, `registry.jsonl` and `deck.json`.
///
/// # Errors
/// A generation that cannot be had, more than [`MOST_COPIES`], or a disk that is full.
pub fn personalise(dir: &Path, order: &Order) -> Result<Inventory, EmulatorError> {
    if order.copies > MOST_COPIES {
        return Err(EmulatorError::TooManyCopies { most: MOST_COPIES });
    }
    let world = World::new(dir, order)?;
    let mut lines = Vec::new();
    let mut revoked = Vec::new();
    let mut decks = Vec::new();
    let decks_and_copies = order
        .decks
        .iter()
        .flat_map(|deck| (1..=order.copies).map(|copy| Story { deck: *deck, copy }));
    for story in decks_and_copies {
        let mut issued = issue::story(&world, story)?;
        lines.append(&mut issued.registry);
        revoked.append(&mut issued.revoked);
        decks.push(issued.entry);
    }
    world.authorities.write(&dir.join("ca"), &revoked)?;
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
