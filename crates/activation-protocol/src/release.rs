// SPDX-License-Identifier: EUPL-1.2
//! A PIN or PUK on its way from the vault to one kiosk, for one card, once.

mod header;
mod key;
mod seal;

pub use header::ReleaseHeader;
pub use key::KioskKey;
pub use seal::{VaultPublicKey, VaultSigningKey, seal};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Bytes, Nonce, Pin, ProtocolError, Puk, ReleaseNo};

/// What `POST /v1/sessions/{sid}/release` answers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SealedRelease {
    /// Which release of this activation it is.
    pub release_no: ReleaseNo,
    /// The nonce the new card signs in T2.
    pub proof_nonce: Nonce,
    /// `AES-256-GCM`, the only algorithm so far.
    pub alg: String,
    /// The vault's ephemeral X25519 key.
    pub epk: Nonce,
    /// The header the vault signed, canonical bytes; it is also the AEAD's associated data.
    pub header: Bytes,
    /// 32 bytes of plaintext, sealed, and the 16-byte tag.
    pub ct: Bytes,
    /// ECDSA P-256 SHA-256 of the vault over header and ciphertext, 64 bytes.
    pub vault_sig: Bytes,
    /// For how long the same bytes can be asked for again, seconds.
    pub ttl_s: u32,
}

/// What a release holds, once opened.
#[derive(Clone, Debug)]
pub enum ReleasedSecret {
    /// The PIN the card was issued with.
    IssuedPin(Pin),
    /// The card's PUK.
    Puk(Puk),
}

impl ReleasedSecret {
    /// 32 bytes, the same size for both kinds: kind ‖ length ‖ digits padded `FF` to 16 ‖ zeros.
    fn encode(&self) -> Zeroizing<[u8; PLAINTEXT_LEN]> {
        let (kind, digits) = match self {
            Self::IssuedPin(pin) => (1, pin.expose()),
            Self::Puk(puk) => (2, &puk.expose()[..]),
        };
        let mut plain = Zeroizing::new([0; PLAINTEXT_LEN]);
        plain[2..18].fill(0xFF);
        plain[0] = kind;
        plain[1] = u8::try_from(digits.len()).expect("at most eight digits");
        plain[2..2 + digits.len()].copy_from_slice(digits);
        plain
    }

    fn decode(plain: &[u8]) -> Result<Self, ProtocolError> {
        let content = ProtocolError::ReleaseContent;
        let [kind, len, digits @ ..] = plain else {
            return Err(content);
        };
        let digits = digits.get(..usize::from(*len)).ok_or(content)?;
        match kind {
            1 => Pin::new(digits).map(Self::IssuedPin).map_err(|_| content),
            2 => Puk::new(digits).map(Self::Puk).map_err(|_| content),
            _ => Err(content),
        }
    }
}

const PLAINTEXT_LEN: usize = 32;
/// The name of the one sealing algorithm.
pub const ALGORITHM: &str = "AES-256-GCM";

#[cfg(test)]
mod tests;
