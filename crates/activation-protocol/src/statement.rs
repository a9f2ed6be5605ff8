// SPDX-License-Identifier: EUPL-1.2
//! What cards sign: canonical tag-length-value bytes, never JSON.
//!
//! `PUNTOSI-ACT/1\0 ‖ u8 kind ‖ (u8 tag ‖ u16 len ‖ bytes)*`, tags strictly ascending, all present.
//! The first bytes keep a statement from ever being a TLS transcript. The server rebuilds the
//! bytes from its own rows; nobody parses a statement. A card that only proves that its PIN works
//! signs under another label, `PUNTOSI-CHK/1\0`, which no activation ever verifies.

mod card_check_proof;
mod new_proof;
mod old_auth;

pub use card_check_proof::CardCheckProof;
pub use new_proof::NewProof;
pub use old_auth::{OldAuth, Operation};

/// The words all statements, headers and key derivations begin with.
pub const DOMAIN: &[u8] = b"PUNTOSI-ACT/1";
/// The words a card check's statement begins with.
const CHECK_DOMAIN: &[u8] = b"PUNTOSI-CHK/1";

/// Collects ascending fields.
pub(crate) struct Writer(Vec<u8>, u8);

impl Writer {
    pub(crate) fn new(kind: u8) -> Self {
        Self::under(DOMAIN, kind)
    }

    fn under(domain: &[u8], kind: u8) -> Self {
        let mut bytes = domain.to_vec();
        bytes.extend([0, kind]);
        Self(bytes, 0)
    }

    /// Appends the next field; tags are 1, 2, 3… in the order of the calls.
    pub(crate) fn field(mut self, value: &[u8]) -> Self {
        self.1 += 1;
        let len = u16::try_from(value.len()).expect("fields are short and fixed");
        self.0.push(self.1);
        self.0.extend(len.to_be_bytes());
        self.0.extend(value);
        self
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }
}
