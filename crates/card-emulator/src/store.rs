// SPDX-License-Identifier: EUPL-1.2
//! A card lives in a directory, and what it decided survives a power cut.

mod state;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::EmulatorError;
use crate::card::{AuthenticationKey, Card, Challenges, Chip, Codes, Contents, NoKey, RsaKey};
use crate::profile::{Generation, Quirks};

const SHEET: &str = "card.toml";
const GENERATION: &str = "generation.toml";
const CERTIFICATE: &str = "certificate.der";
const PERSONAL_DATA: &str = "dati-personali.bin";
const KEY: &str = "TEST-key.pem";

/// The directory of one card.
#[derive(Clone, Debug)]
pub struct CardDir {
    path: PathBuf,
}

/// `card.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    generation: String,
    /// 16 digits; empty for a card that is no CNS.
    #[serde(default)]
    id_carta: String,
    /// Habits in which this card differs from its generation.
    #[serde(default)]
    quirks: toml::Table,
}

/// All that a new card directory is made of.
pub struct NewCard<'a> {
    /// The generation. One that is not built in is copied beside the card.
    pub generation: &'a Generation,
    /// What the files hold.
    pub contents: &'a Contents,
    /// PKCS#8 PEM; `None` for a card that is no CNS.
    pub key_pem: Option<&'a str>,
    /// PIN, PUK and tries; `None` for a card that is no CNS.
    pub codes: Option<&'a Codes>,
}

impl CardDir {
    /// Writes a new card directory.
    ///
    /// # Errors
    /// The contents are too large for the generation, or the disk is full.
    pub fn create(path: &Path, new: &NewCard) -> Result<Self, EmulatorError> {
        if !new.contents.fit(&new.generation.profile) {
            return Err(too_large(path));
        }
        fs::create_dir_all(path).map_err(EmulatorError::file(path))?;
        let dir = Self {
            path: path.to_owned(),
        };
        let id_carta = String::from_utf8_lossy(&new.contents.id_carta);
        let name = toml::Value::from(new.generation.profile.name.as_str());
        let mut sheet = format!("generation = {name}\n");
        if !id_carta.is_empty() {
            sheet += &format!("id_carta = \"{id_carta}\"\n");
        }
        dir.write(SHEET, sheet.as_bytes())?;
        let contents = new.contents;
        let personal_data = Some(contents.personal_data.as_slice()).filter(|it| !it.is_empty());
        dir.put(
            GENERATION,
            new.generation.sheet.as_ref().map(String::as_bytes),
        )?;
        dir.put(CERTIFICATE, contents.certificate.as_deref())?;
        dir.put(PERSONAL_DATA, personal_data)?;
        dir.put(KEY, new.key_pem.map(str::as_bytes))?;
        new.codes.map_or(Ok(()), |codes| dir.save(codes))?;
        Ok(dir)
    }

    /// The directory and the card in it, powered and with `challenges`.
    pub fn load(path: &Path, challenges: Challenges) -> Result<(Self, Card), EmulatorError> {
        let dir = Self {
            path: path.to_owned(),
        };
        let sheet = dir.sheet()?;
        let mut profile = dir.generation(&sheet.generation)?.profile;
        profile.quirks = dir.overlay(&profile.quirks, sheet.quirks)?;
        let is_cns = profile.cns.is_some();
        let contents = Contents {
            id_carta: sheet.id_carta.into_bytes(),
            personal_data: dir.read_if_there(PERSONAL_DATA)?.unwrap_or_default(),
            certificate: dir.read_if_there(CERTIFICATE)?,
        };
        let key: Arc<dyn AuthenticationKey> = if is_cns {
            Arc::new(dir.key()?)
        } else {
            Arc::new(NoKey)
        };
        let codes = if is_cns {
            state::load(&dir.path)?
        } else {
            state::none()
        };
        let chip = Chip::new(profile, &contents, key).ok_or_else(|| too_large(path))?;
        Ok((dir, Card::new(Arc::new(chip), codes, challenges)))
    }

    /// Makes PIN, PUK and tries durable: when this returns, a power cut cannot undo it.
    pub fn save(&self, codes: &Codes) -> Result<(), EmulatorError> {
        state::save(&self.path, codes)
    }

    /// Where this card lives.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn sheet(&self) -> Result<Sheet, EmulatorError> {
        let path = self.path.join(SHEET);
        let text = fs::read_to_string(&path).map_err(EmulatorError::file(&path))?;
        toml::from_str(&text).map_err(self.misunderstood())
    }

    /// The generation beside the card or, if there is none, the built-in one called `name`.
    fn generation(&self, name: &str) -> Result<Generation, EmulatorError> {
        let copy = self.path.join(GENERATION);
        if copy.exists() {
            return Generation::from_file(&copy);
        }
        Generation::built_in(name)
    }

    /// The habits of the generation, with those of this card on top.
    fn overlay(&self, habits: &Quirks, own: toml::Table) -> Result<Quirks, EmulatorError> {
        // Habits are flags and words, which all have a TOML form.
        let mut all = toml::Table::try_from(habits).unwrap_or_default();
        all.extend(own);
        all.try_into().map_err(self.misunderstood())
    }

    fn misunderstood(&self) -> impl FnOnce(toml::de::Error) -> EmulatorError {
        EmulatorError::sheet(self.path.join(SHEET))
    }

    fn key(&self) -> Result<RsaKey, EmulatorError> {
        let path = self.path.join(KEY);
        RsaKey::from_pem(&fs::read_to_string(&path).map_err(EmulatorError::file(&path))?)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), EmulatorError> {
        let path = self.path.join(name);
        fs::write(&path, bytes).map_err(EmulatorError::file(&path))
    }

    /// Writes a file, or sees to it that there is none of an earlier card.
    fn put(&self, name: &str, bytes: Option<&[u8]>) -> Result<(), EmulatorError> {
        if let Some(bytes) = bytes {
            return self.write(name, bytes);
        }
        let path = self.path.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EmulatorError::File {
                path,
                source: error,
            }),
            _ => Ok(()),
        }
    }

    fn read_if_there(&self, name: &str) -> Result<Option<Vec<u8>>, EmulatorError> {
        let path = self.path.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(EmulatorError::File { path, source }),
        }
    }
}

fn too_large(dir: &Path) -> EmulatorError {
    EmulatorError::Impossible {
        path: dir.join(SHEET),
        what: "a file larger than its place",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::EndOfFile;

    fn loaded(sheet: &str) -> Result<Quirks, EmulatorError> {
        let dir = tempfile::tempdir().expect("a directory");
        let codes = state::none();
        let contents = &Contents::default();
        let key_pem = Some(crate::personalise::TestKeys::card(2048, 0).pem());
        let generation = &Generation::built_in("st11").expect("built in");
        let new = NewCard {
            generation,
            contents,
            key_pem,
            codes: Some(&codes),
        };
        CardDir::create(dir.path(), &new).expect("creates");
        fs::write(dir.path().join(SHEET), sheet).expect("writes");
        let (_, card) = CardDir::load(dir.path(), Challenges::from_seed([0; 32]))?;
        Ok(card.chip().profile.quirks.clone())
    }

    #[test]
    fn a_card_may_differ_from_its_generation_in_one_habit() {
        let sheet = "generation = \"st11\"\n[quirks]\nend_of_file = \"6282\"\n";
        let quirks = loaded(sheet).expect("a card");
        assert_eq!(quirks.end_of_file, EndOfFile::Warning);
        assert!(quirks.extended_length && quirks.chaining, "the rest stays");
    }

    #[test]
    fn a_habit_nobody_has_is_refused() {
        for habit in ["end_of_file = \"6F00\"", "speaks = true"] {
            let sheet = format!("generation = \"st11\"\n[quirks]\n{habit}\n");
            assert!(loaded(&sheet).is_err(), "{habit}");
        }
    }
}
