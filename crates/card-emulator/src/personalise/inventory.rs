// SPDX-License-Identifier: EUPL-1.2
//! `deck.json` tells tests everything that was planted.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::ISSUER;
use super::calendar::rfc3339;
use super::deck::Deck;
use crate::EmulatorError;

const FILE: &str = "deck.json";

/// `deck.json`. Paths are relative to its directory.
#[derive(Clone, Serialize, Deserialize)]
pub struct Inventory {
    /// The moment everything is relative to, RFC 3339.
    pub now: String,
    /// Issuer code of all cards that the registry knows.
    pub issuer: String,
    /// Certificate of the CA, DER.
    pub ca_certificate: PathBuf,
    /// Its CRL, DER.
    pub crl: PathBuf,
    /// Certificate of the CA of another region, DER; this region's services do not trust it.
    pub other_ca_certificate: PathBuf,
    /// Its CRL, DER.
    pub other_crl: PathBuf,
    /// Lines for the backend to import.
    pub registry: PathBuf,
    /// The decks.
    pub decks: Vec<DeckEntry>,
}

/// One deck.
#[derive(Clone, Serialize, Deserialize)]
pub struct DeckEntry {
    /// Which.
    pub name: Deck,
    /// Its directory: the name and, from the second copy on, `-2`, `-3`…
    pub label: String,
    /// The holder of the old card.
    pub holder: PersonEntry,
    /// The holder of the card in `new`, when it is somebody else.
    pub other: Option<PersonEntry>,
    /// The card to put in as the old one.
    pub old: CardEntry,
    /// The card to put in as the new one.
    pub new: CardEntry,
    /// The new card that the registry awaits, when it is not the one in `new`.
    pub own_new: Option<CardEntry>,
}

/// One card.
#[derive(Clone, Serialize, Deserialize)]
pub struct CardEntry {
    /// Its directory.
    pub dir: PathBuf,
    /// Its generation.
    pub generation: String,
    /// 16 digits; empty for a card that is no CNS.
    pub id_carta: String,
    /// The PIN on the card: the citizen's own on an old card, the issued one on a new card.
    pub pin: Option<String>,
    /// The PUK.
    pub puk: Option<String>,
}

/// One invented person.
#[derive(Clone, Serialize, Deserialize)]
pub struct PersonEntry {
    /// 16 characters.
    pub codice_fiscale: String,
    /// Found nowhere else.
    pub surname: String,
    /// Found nowhere else.
    pub name: String,
    /// YYYY-MM-DD.
    pub birth_date: String,
}

impl Inventory {
    pub(super) fn new(now: OffsetDateTime, decks: Vec<DeckEntry>) -> Self {
        Self {
            now: rfc3339(now),
            issuer: ISSUER.to_owned(),
            ca_certificate: "ca/ca.der".into(),
            crl: "ca/crl.der".into(),
            other_ca_certificate: "ca/other-region/ca.der".into(),
            other_crl: "ca/other-region/crl.der".into(),
            registry: "registry.jsonl".into(),
            decks,
        }
    }

    /// Reads `deck.json` in `dir`.
    pub fn read(dir: &Path) -> Result<Self, EmulatorError> {
        let path = dir.join(FILE);
        let bytes = fs::read(&path).map_err(EmulatorError::file(&path))?;
        serde_json::from_slice(&bytes).map_err(|source| EmulatorError::Record { path, source })
    }

    /// The entry of a deck, if it was ordered; of several copies the first.
    pub fn deck(&self, name: Deck) -> Option<&DeckEntry> {
        self.copies(name).next()
    }

    /// The entries of all copies of a deck.
    pub fn copies(&self, name: Deck) -> impl Iterator<Item = &DeckEntry> {
        self.decks.iter().filter(move |entry| entry.name == name)
    }

    pub(super) fn write(&self, dir: &Path) -> Result<(), EmulatorError> {
        let path = dir.join(FILE);
        let text = serde_json::to_string_pretty(self).map_err(|source| EmulatorError::Record {
            path: path.clone(),
            source,
        })?;
        super::write(&path, text + "\n")
    }
}
