// SPDX-License-Identifier: EUPL-1.2
//! RSA signatures of a card over a statement: what the card is given, and how anyone checks it.

use ring::{digest, signature};

use crate::ProtocolError;

/// The shortest RSA key a policy accepts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MinimumKey {
    /// Cards of version 1.0, only by an explicit policy.
    Rsa1024,
    /// Everything since.
    Rsa2048,
}

/// The DigestInfo of a statement (RFC 8017, 9.2, note 1): 19 fixed bytes and its SHA-256.
#[must_use]
pub fn digest_info(statement: &[u8]) -> [u8; 51] {
    let mut info = [0; 51];
    info[..19].copy_from_slice(&SHA256_PREFIX);
    info[19..].copy_from_slice(digest::digest(&digest::SHA256, statement).as_ref());
    info
}

/// Verifies RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2).
///
/// `public_key` is the DER of a PKCS#1 `RSAPublicKey`, i.e. the content of the certificate's
/// `subjectPublicKey` bit string.
///
/// # Errors
/// [`ProtocolError::CardSignature`] when it does not verify or the key is too short.
pub fn verify(
    public_key: &[u8],
    statement: &[u8],
    signature: &[u8],
    minimum: MinimumKey,
) -> Result<(), ProtocolError> {
    let algorithm = match minimum {
        MinimumKey::Rsa1024 => &signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
        MinimumKey::Rsa2048 => &signature::RSA_PKCS1_2048_8192_SHA256,
    };
    signature::UnparsedPublicKey::new(algorithm, public_key)
        .verify(statement, signature)
        .map_err(|_| ProtocolError::CardSignature)
}

/// SEQUENCE { AlgorithmIdentifier { id-sha256, NULL }, OCTET STRING of 32 bytes }.
const SHA256_PREFIX: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];
