// SPDX-License-Identifier: EUPL-1.2
//! The name a card has in statements and tables: the digest of its certificate.

use ring::digest;

use crate::Hash;

/// `cid(card)`: SHA-256 of the DER of the card's authentication certificate.
///
/// It is derived from a document that names the holder, so it is not shown in logs either:
/// `Debug` prints the type's name only.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CardId(pub Hash);

impl CardId {
    /// The id of the card that holds this certificate.
    #[must_use]
    pub fn of_certificate(der: &[u8]) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, der).as_ref());
        Self(hash)
    }
}

impl std::fmt::Debug for CardId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardId(…)")
    }
}
