// SPDX-License-Identifier: EUPL-1.2
//! Which card profile bundle is published, and who may sign it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use cns_card::BundleKey;
use serde::Deserialize;

/// Section `[card_profiles]`; without it none are published.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardProfileFiles {
    /// The bundle. It may come later, and is read again when it changes.
    pub(crate) bundle: PathBuf,
    /// Ed25519 public keys in base64; two at a rotation.
    keys: Vec<String>,
}

impl CardProfileFiles {
    /// Whose signatures count.
    ///
    /// # Errors
    /// No key at all, or one that is none.
    pub(crate) fn keys(&self) -> Result<Vec<BundleKey>> {
        ensure!(!self.keys.is_empty(), "card_profiles.keys is empty");
        self.keys
            .iter()
            .map(|text| BundleKey::from_base64(text).context("card_profiles.keys"))
            .collect()
    }
}
