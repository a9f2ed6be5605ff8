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

/// One file, and all that is to be selected on the way to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) application: Option<&'a Hex>,
    pub(crate) path_from: PathFrom,
    pub(crate) path: &'a Hex,
}

/// What a path starts from (ISO/IEC 7816-4:2020, 11.2.2).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum PathFrom {
    /// The master file, P1 = 08.
    #[default]
    MasterFile,
    /// The application, which there must be then, P1 = 09.
    CurrentDirectory,
}

impl IdentityFiles {
    pub(crate) fn place<'a>(&'a self, path: &'a Hex) -> Place<'a> {
        Place {
            application: self.application.as_ref(),
            path_from: self.path_from,
            path,
        }
    }

    pub(super) fn check(&self) -> Result<(), ProfileError> {
        self.place(&self.id_carta).check()?;
        self.place(&self.dati_personali).check()
    }
}

impl CertificateFile {
    pub(crate) fn place(&self) -> Place<'_> {
        Place {
            application: self.application.as_ref(),
            path_from: self.path_from,
            path: &self.path,
        }
    }

    pub(super) fn check(&self) -> Result<(), ProfileError> {
        self.place().check()
    }
}

impl Place<'_> {
    fn check(self) -> Result<(), ProfileError> {
        match (self.path_from, self.application) {
            (PathFrom::CurrentDirectory, None) => return Err(ProfileError::PathFrom),
            (_, Some(aid)) if !AID_LENGTHS.contains(&aid.0.len()) => {
                return Err(ProfileError::Application);
            }
            (PathFrom::MasterFile | PathFrom::CurrentDirectory, _) => {}
        }
        check_path(self.path)
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
const AID_LENGTHS: std::ops::RangeInclusive<usize> = 5..=16;
const LONGEST_PATH: usize = 16;
