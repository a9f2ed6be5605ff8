// SPDX-License-Identifier: EUPL-1.2
//! A card lives in a directory, and what it decided survives a power cut.

mod state;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::EmulatorError;
use crate::card::{AuthenticationKey, Card, Challenges, Chip, Codes, Contents, NoKey, RsaKey};
use crate::profile::{Profile, Quirks};

const SHEET: &str = "card.toml";
const CERTIFICATE: &str = "certificate.der";
const PERSONAL_DATA: &str = "dati-personali.bin";
const KEY: &str = "TEST-key.pem";

/// The directory of one card.
#[derive(Clone, Debug)]
pub struct CardDir {
    path: PathBuf,
}

/// `card.toml`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    generation: String,
    /// 16 digits; empty for a card that is no CNS.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id_carta: String,
    /// Replaces the habits of the generation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quirks: Option<Quirks>,
}

/// All that a new card directory is made of.
pub struct NewCard<'a> {
    /// Name of the generation.
    pub generation: &'a str,
    /// What the files hold.
    pub contents: &'a Contents,
    /// PKCS#8 PEM; `None` for a card that is no CNS.
    pub key_pem: Option<&'a str>,
    /// PIN, PUK and tries; `None` for a card that is no CNS.
    pub codes: Option<&'a Codes>,
}

impl CardDir {
    /// Writes a new card directory.
    pub fn create(path: &Path, new: &NewCard) -> Result<Self, EmulatorError> {
        fs::create_dir_all(path).map_err(EmulatorError::file(path))?;
        let dir = Self {
            path: path.to_owned(),
        };
        let id_carta = String::from_utf8_lossy(&new.contents.id_carta);
        let mut sheet = format!("generation = \"{}\"\n", new.generation);
        if !id_carta.is_empty() {
            sheet += &format!("id_carta = \"{id_carta}\"\n");
        }
        dir.write(SHEET, sheet.as_bytes())?;
        if let Some(certificate) = &new.contents.certificate {
            dir.write(CERTIFICATE, certificate)?;
        }
        if !new.contents.personal_data.is_empty() {
            dir.write(PERSONAL_DATA, &new.contents.personal_data)?;
        }
        if let Some(pem) = new.key_pem {
            dir.write(KEY, pem.as_bytes())?;
        }
        new.codes.map_or(Ok(()), |codes| dir.save(codes))?;
        Ok(dir)
    }

    /// The directory and the card in it, powered and with `challenges`.
    pub fn load(path: &Path, challenges: Challenges) -> Result<(Self, Card), EmulatorError> {
        let dir = Self {
            path: path.to_owned(),
        };
        let sheet = dir.sheet()?;
        let mut profile = Profile::named(&sheet.generation)?;
        profile.quirks = sheet.quirks.unwrap_or(profile.quirks);
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
        let chip = Chip::new(profile, &contents, key).ok_or_else(|| EmulatorError::Impossible {
            path: dir.path.join(SHEET),
            what: "a file larger than its place",
        })?;
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
        toml::from_str(&text).map_err(|source| EmulatorError::Sheet {
            path,
            source: Box::new(source),
        })
    }

    fn key(&self) -> Result<RsaKey, EmulatorError> {
        let path = self.path.join(KEY);
        RsaKey::from_pem(&fs::read_to_string(&path).map_err(EmulatorError::file(&path))?)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), EmulatorError> {
        let path = self.path.join(name);
        fs::write(&path, bytes).map_err(EmulatorError::file(&path))
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
