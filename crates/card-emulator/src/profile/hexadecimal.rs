// SPDX-License-Identifier: EUPL-1.2
//! Generations write bytes as hexadecimal text.

use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer};

use crate::hex;

pub(super) fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    hex::decode(&text).ok_or_else(|| D::Error::custom("not hexadecimal bytes"))
}

pub(super) fn optional_bytes<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<u8>>, D::Error> {
    bytes(deserializer).map(Some)
}
