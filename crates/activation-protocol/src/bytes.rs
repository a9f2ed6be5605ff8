// SPDX-License-Identifier: EUPL-1.2
//! Bytes on the wire: base64url without padding inside JSON.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A SHA-256 digest, 32 bytes.
pub type Hash = [u8; 32];

/// Opaque bytes, base64url without padding (RFC 4648, 5) in JSON.
///
/// `Debug` shows the length only: the bytes may be a certificate.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes)", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        URL_SAFE_NO_PAD
            .decode(text.as_bytes())
            .map(Self)
            .map_err(|_| de::Error::custom("not base64url without padding"))
    }
}

/// 32 bytes that are used once: a nonce, or a public X25519 key. base64url in JSON.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Nonce(pub [u8; 32]);

impl Serialize for Nonce {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for Nonce {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = Bytes::deserialize(deserializer)?;
        bytes
            .0
            .try_into()
            .map(Self)
            .map_err(|_| de::Error::custom("not 32 bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_travel_as_base64url_without_padding() {
        let json = serde_json::to_string(&Bytes(vec![0xFB, 0xFF, 0x00, 0x01])).unwrap();
        assert_eq!(json, "\"-_8AAQ\"");
        assert_eq!(
            serde_json::from_str::<Bytes>(&json).unwrap().0,
            [0xFB, 0xFF, 0x00, 0x01]
        );
    }

    #[test]
    fn a_nonce_of_another_length_is_refused() {
        assert!(serde_json::from_str::<Nonce>("\"AAAA\"").is_err());
    }

    #[test]
    fn debug_tells_the_length_and_nothing_else() {
        assert_eq!(format!("{:?}", Bytes(vec![7; 3])), "Bytes(3 bytes)");
    }
}
