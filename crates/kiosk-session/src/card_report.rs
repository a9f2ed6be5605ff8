// SPDX-License-Identifier: EUPL-1.2
//! What "Verifica la tua tessera" tells of a card: classes only, nothing of its holder.

use activation_protocol::messages::CardCheck;

/// What was found, what the service says and whether the PIN works.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct CardReport {
    /// What the reader saw.
    pub found: Found,
    /// What the service said.
    pub service: ServiceWord,
    /// What became of the proof, if the person wanted one.
    pub proof: Proof,
}

/// What a card turned out to be.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Found {
    /// A TS-CNS with its certificate.
    Cns {
        /// Its certificate's last day is past.
        expired: bool,
        /// Certificate and files name the same card.
        consistent: bool,
        /// The certificate carries the digest of Dati_personali.
        data_match: bool,
    },
    /// A card of a known kind without certificate.
    WithoutCertificate,
    /// A chip of a kind this totem does not know yet. The card may be good.
    UnknownType,
    /// It never answered, or not to the end.
    Unreadable,
}

/// What the service says of a card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ServiceWord {
    /// There was nothing to ask about.
    NotAsked,
    /// It gave no answer.
    Unreachable,
    /// Its answer.
    Said(CardCheck),
}

/// Whether the card signed with the PIN the person typed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Proof {
    /// The person did not ask, or stopped, or took the card out.
    NotTried,
    /// It signed, and the signature is good.
    Works,
    /// Wrong; the totem stopped while a try was left.
    StoppedInTime,
    /// The card has blocked its PIN.
    Blocked,
    /// The card has no usable PIN.
    NotUsable,
    /// The conversation broke, or the signature was not good.
    Failed,
}
