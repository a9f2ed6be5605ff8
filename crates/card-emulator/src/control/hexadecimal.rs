// SPDX-License-Identifier: EUPL-1.2
//! INS and status words travel in requests as people write them.

use serde::{Deserialize, Deserializer, Serializer};

use crate::card::StatusWord;
use crate::hex;

pub(super) mod ins {
    use super::{Deserialize, Deserializer, Serializer, hex};

    pub(in super::super) fn serialize<S: Serializer>(
        ins: &u8,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{ins:02X}"))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        source: D,
    ) -> Result<u8, D::Error> {
        let text = String::deserialize(source)?;
        hex::decode_byte(&text)
            .ok_or_else(|| serde::de::Error::custom("ins is two hexadecimal digits"))
    }

    pub(in super::super) mod maybe {
        use super::{Deserializer, Serializer};

        pub(in super::super::super) fn serialize<S: Serializer>(
            ins: &Option<u8>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match ins {
                Some(ins) => super::serialize(ins, serializer),
                None => serializer.serialize_none(),
            }
        }

        pub(in super::super::super) fn deserialize<'de, D: Deserializer<'de>>(
            source: D,
        ) -> Result<Option<u8>, D::Error> {
            super::deserialize(source).map(Some)
        }
    }
}

pub(super) mod sw {
    use super::{Deserialize, Deserializer, Serializer, StatusWord, hex};

    pub(in super::super) fn serialize<S: Serializer>(
        status: &StatusWord,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&status.bytes()))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        source: D,
    ) -> Result<StatusWord, D::Error> {
        let text = String::deserialize(source)?;
        let bytes = hex::decode(&text).and_then(|bytes| bytes.try_into().ok());
        bytes
            .map(|bytes| StatusWord(u16::from_be_bytes(bytes)))
            .ok_or_else(|| serde::de::Error::custom("sw is four hexadecimal digits"))
    }
}
