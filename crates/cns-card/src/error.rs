// SPDX-License-Identifier: EUPL-1.2
//! Everything that can go wrong with a card, without a byte of what the card holds.

use activation_protocol::ProtocolError;

use crate::apdu::Instruction;
use crate::{ChannelError, StatusWord};

/// Why a conversation with a card did not reach its end.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CardError {
    /// The card did not answer.
    #[error(transparent)]
    Channel(#[from] ChannelError),
    /// The card answered with a status word the conversation cannot go on from.
    #[error("the card answered {status} to {instruction}")]
    Status {
        /// The command's instruction.
        instruction: Instruction,
        /// What the card said.
        status: StatusWord,
    },
    /// A file was read whole and is not what it should be.
    #[error("the card holds malformed data")]
    Malformed(#[from] Defect),
    /// The certificate's file is absent or empty: this card cannot identify anyone.
    #[error("the card holds no certificate")]
    NoCertificate,
    /// The certificate is not the one of this ID_Carta or of this person.
    #[error("the card's certificate belongs to another card")]
    Inconsistent,
    /// The profile's PIN is shorter or longer than this one; nothing was sent.
    #[error("the PIN's length does not suit this card")]
    PinLength,
    /// The command does not fit the transport of the card's profile; nothing was sent.
    #[error("the command is too long for this card")]
    CommandTooLong,
    /// The modulus is too short for a signature with SHA-256; nothing was sent.
    #[error("the card's key is too short")]
    KeyTooShort,
}

impl CardError {
    /// The status word the conversation ended with, if it was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusWord> {
        if let Self::Status { status, .. } = self {
            Some(*status)
        } else {
            None
        }
    }
}

/// What is wrong with the content of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Defect {
    /// A data object runs past the end of its template, or its length is not DER.
    #[error("malformed data object")]
    DataObject,
    /// EF.ID_Carta is not a card number.
    #[error("EF.ID_Carta")]
    IdCarta(#[source] ProtocolError),
    /// EF.Dati_personali ends before its sixteenth field: more bytes are needed.
    #[error("EF.Dati_personali ends early")]
    PersonalDataTruncated,
    /// A length of EF.Dati_personali is not written in hexadecimal digits.
    #[error("EF.Dati_personali: a length is not hexadecimal")]
    PersonalDataLength,
    /// The expiry date of EF.Dati_personali is not DDMMYYYY.
    #[error("EF.Dati_personali: the expiry date is not a date")]
    PersonalDataExpiry,
    /// A codice fiscale, in EF.Dati_personali or in the certificate.
    #[error("codice fiscale")]
    CodiceFiscale(#[source] ProtocolError),
    /// EF.C_Carta does not hold one X.509 certificate.
    #[error("not an X.509 certificate")]
    Certificate,
    /// The subject's common name is not `CF/ID_Carta.digest`.
    #[error("the certificate's common name has another shape")]
    CommonName,
    /// The certificate's key is not RSA.
    #[error("the certificate's key is not RSA")]
    PublicKey,
    /// The signature is not as long as the key's modulus.
    #[error("the signature has another length than the key")]
    SignatureLength,
}

/// Why a text is not a card profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Not TOML, an unknown or missing key, or a value of the wrong kind.
    #[error("not a card profile")]
    Toml(#[from] toml::de::Error),
    /// The name is empty, too long, or has characters that do not belong into a journal.
    #[error("the name is not 1 to 32 lower-case letters, digits and hyphens")]
    Name,
    /// Value and mask of an ATR pattern differ in length, are longer than an ATR, or leave most of
    /// it free: then it would match cards of anybody's.
    #[error("ATR pattern {index}: value and mask do not match, or match too much")]
    AtrPattern {
        /// Which of the profile's patterns, from 0.
        index: usize,
    },
    /// A path is not 1–8 whole file identifiers.
    #[error("a path is not a list of 2-byte file identifiers")]
    Path,
    /// A path starts from the current directory, and nothing says which that is.
    #[error("a path from the current directory without an application")]
    PathFrom,
    /// An application identifier is not 5–16 bytes.
    #[error("an application identifier is not 5 to 16 bytes")]
    Application,
    /// What is to be selected before the PIN is not in the profile.
    #[error("what select_first names is not in the profile")]
    SelectFirst,
    /// The read chunk is not 1–252 bytes.
    #[error("read_chunk is not between 1 and 252")]
    ReadChunk,
    /// The PIN's shortest and longest length are not within 4–8 in this order.
    #[error("the PIN's lengths are not within 4 and 8")]
    PinLength,
    /// The padding is a digit: a short PIN would be a longer one.
    #[error("the PIN's padding is a digit")]
    Padding,
    /// PIN and PUK are not two reference data, or one is none: what is typed as one would be
    /// taken as the other, and cost its tries.
    #[error("the references of PIN and PUK are not two")]
    Reference,
    /// Two profiles have the same name.
    #[error("two profiles have the same name")]
    SameName,
}
