// SPDX-License-Identifier: EUPL-1.2
//! Where a generation keeps its files: in which application, and along which path.

use serde::Deserialize;

use super::Hex;
use crate::ProfileError;

/// ID_Carta and Dati_personali, which no PIN protects.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct IdentityFiles {
    /// Application to select first, on cards with several.
    pub application: Option<Hex>,
    /// What the two paths start from.
    #[serde(default)]
    pub path_from: PathFrom,
    /// EF.ID_Carta.
    pub id_carta: Hex,
    /// EF.Dati_personali.
    pub dati_personali: Hex,
}

/// EF.C_Carta, or where this generation keeps the certificate.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct CertificateFile {
    /// Application to select first, on cards that keep the certificate in another one.
    pub application: Option<Hex>,
    /// What the path starts from.
    #[serde(default)]
    pub path_from: PathFrom,
    /// File identifiers, without the one the path starts from.
    pub path: Hex,
}

/// What a path starts from (ISO/IEC 7816-4:2020, 11.2.2).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum PathFrom {
    /// The master file, P1 = 08.
    #[default]
    MasterFile,
    /// The directory or application selected last, P1 = 09.
    CurrentDirectory,
}

impl IdentityFiles {
    pub(super) fn check(&self) -> Result<(), ProfileError> {
        check_application(self.application.as_ref())?;
        check_path(&self.id_carta)?;
        check_path(&self.dati_personali)
    }
}

impl CertificateFile {
    pub(super) fn check(&self) -> Result<(), ProfileError> {
        check_application(self.application.as_ref())?;
        check_path(&self.path)
    }
}

/// A path is a whole number of file identifiers, and not endless.
pub(super) fn check_path(path: &Hex) -> Result<(), ProfileError> {
    let length = path.0.len();
    if length == 0 || !length.is_multiple_of(2) || length > LONGEST_PATH {
        return Err(ProfileError::Path);
    }
    Ok(())
}

/// An application identifier is its provider's five bytes and at most eleven more.
fn check_application(aid: Option<&Hex>) -> Result<(), ProfileError> {
    match aid {
        Some(aid) if !(5..=16).contains(&aid.0.len()) => Err(ProfileError::Application),
        Some(_) | None => Ok(()),
    }
}

const LONGEST_PATH: usize = 16;
