// SPDX-License-Identifier: EUPL-1.2
//! Why a line is not taken, in words that repeat nothing of it.

use activation_store::Misfit;

/// Why.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    /// Not JSON, or not an object.
    NotAnObject,
    /// A key that must be there is not.
    Missing(&'static str),
    /// A key has a value of the wrong kind.
    Malformed(&'static str, &'static str),
    /// There is a key that means nothing.
    UnknownKey,
    /// The certificate names another holder.
    OtherHolder,
    /// The certificate names another card.
    OtherCard,
    /// A card with a chip has no certificate.
    NoCertificate,
    /// An active card without the day and the way of its activation.
    NoActivation,
    /// The issuer is not the one in the card number.
    OtherIssuer,
    /// The registry cannot add the card.
    Misfit(Misfit),
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("not a JSON object"),
            Self::Missing(key) => write!(f, "{key} is missing"),
            Self::Malformed(key, expected) => write!(f, "{key} is not {expected}"),
            Self::UnknownKey => f.write_str("a key is not known"),
            Self::OtherHolder => f.write_str("codice_fiscale is not the certificate's"),
            Self::OtherCard => f.write_str("id_carta is not the certificate's"),
            Self::NoCertificate => f.write_str("a card with a chip has no certificate"),
            Self::NoActivation => {
                f.write_str("an active card has no activated_at or activation_mode")
            }
            Self::OtherIssuer => f.write_str("issuer is not the card number's"),
            Self::Misfit(why) => why.fmt(f),
        }
    }
}
