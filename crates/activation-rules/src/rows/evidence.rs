// SPDX-License-Identifier: EUPL-1.2
//! A signature kept as evidence, with everything needed to verify it again.

use activation_protocol::{ActivationId, Bytes, CardId, SessionId};

use crate::Timestamp;
use crate::names::named;

/// One signature of one card.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EvidenceRow {
    /// The activation.
    pub activation: ActivationId,
    /// The session in which it was made.
    pub session: SessionId,
    /// Which statement.
    pub kind: EvidenceKind,
    /// The card that signed.
    pub card: CardId,
    /// The statement's canonical bytes.
    pub statement: Bytes,
    /// The RSA signature.
    pub signature: Bytes,
    /// DER of the certificate.
    pub certificate: Bytes,
    /// The revocation list consulted.
    pub crl_number: Option<u64>,
    /// When it was accepted.
    pub at: Timestamp,
}

named! {
    /// Which statement a signature is of.
    EvidenceKind {
        /// T1.
        OldAuth = "old-auth",
        /// T2.
        NewProof = "new-proof",
    }
}
