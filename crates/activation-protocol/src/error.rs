// SPDX-License-Identifier: EUPL-1.2
//! The one error of this crate: which noun was not well formed.

/// Why bytes or text are not one of the protocol's nouns. Never carries the offending text.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProtocolError {
    /// Not 16 characters of the shape of a codice fiscale.
    #[error("codice fiscale: wrong shape")]
    CodiceFiscaleShape,
    /// The check character does not match the other fifteen.
    #[error("codice fiscale: wrong check character")]
    CodiceFiscaleCheck,
    /// Not 16 ASCII digits.
    #[error("card number: not 16 digits")]
    IdCartaShape,
    /// The last digit is not the Luhn digit of the others.
    #[error("card number: wrong check digit")]
    IdCartaCheck,
    /// Not 5 to 8 ASCII digits.
    #[error("PIN: not 5 to 8 digits")]
    PinShape,
    /// Not 8 ASCII digits.
    #[error("PUK: not 8 digits")]
    PukShape,
    /// Not 8 Crockford characters and their check character.
    #[error("receipt code: wrong shape or check character")]
    ReceiptCode,
    /// The RSA key is shorter than the policy accepts, or the signature does not verify.
    #[error("card signature: does not verify")]
    CardSignature,
    /// The vault's signature over the sealed release does not verify.
    #[error("sealed release: the vault's signature does not verify")]
    VaultSignature,
    /// The release's header does not name this session, kiosk, activation or cards.
    #[error("sealed release: the header is for something else")]
    ReleaseHeader,
    /// Key agreement or decryption failed.
    #[error("sealed release: cannot be opened with this key")]
    ReleaseSealed,
    /// The plaintext is not a PIN or PUK of the promised kind.
    #[error("sealed release: unknown content")]
    ReleaseContent,
    /// The random generator gave no bytes.
    #[error("the system's random generator failed")]
    Random,
    /// A private key is not a usable P-256 key.
    #[error("signing key: not a P-256 PKCS#8 key")]
    SigningKey,
}
