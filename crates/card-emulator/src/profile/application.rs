// SPDX-License-Identifier: EUPL-1.2
//! A card may hold several applications, each with a tree of files of its own.

use serde::Deserialize;

use super::hexadecimal;

/// What can be selected by name. While it is, all paths start at its own root.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Its name (ISO/IEC 7816-4:2020, 12.2.3).
    #[serde(deserialize_with = "hexadecimal::bytes")]
    pub aid: Vec<u8>,
    /// Bytes its FCI says it takes; without, the FCI tells the name alone.
    pub size: Option<u16>,
    /// Current after a reset, before anything was selected.
    #[serde(default)]
    pub selected_after_reset: bool,
}
