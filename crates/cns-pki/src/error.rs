// SPDX-License-Identifier: EUPL-1.2
//! The one error of this crate: what in the trusted configuration could not be taken in.

/// Why an anchor, the list of anchors, or a revocation list is not used.
#[derive(Debug, thiserror::Error)]
pub enum PkiError {
    /// The list of anchors is not the TOML it should be.
    #[error("cannot read the list of anchors")]
    List(#[source] toml::de::Error),
    /// The list of anchors cannot be written as TOML.
    #[error("cannot write the list of anchors")]
    WriteList(#[source] toml::ser::Error),
    /// A policy identifier is not an OID in dots.
    #[error("a policy of the list of anchors is not an object identifier")]
    PolicyOid,
    /// A certificate file of the list cannot be read; the number is its place, from 1.
    #[error("cannot read the certificate file of anchor {position}")]
    File {
        /// Place in the list, from 1.
        position: usize,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A certificate file of the list is not the certificate the list describes.
    #[error("anchor {position} is not the certificate that the list describes")]
    Described {
        /// Place in the list, from 1.
        position: usize,
    },
    /// Not an X.509 certificate.
    #[error("an anchor is not an X.509 certificate")]
    Certificate,
    /// An X.509 certificate that cannot be an anchor.
    #[error("a certificate cannot be an anchor")]
    Anchor(#[source] webpki::Error),
    /// A certificate without the CA flag.
    #[error("an anchor is not the certificate of an authority")]
    NotAnAuthority,
    /// A key with which no authority may sign: RSA of 2048 bits is the least.
    #[error("the key of an anchor is not RSA or too short")]
    AnchorKey,
    /// Not a version 2 certificate revocation list.
    #[error("not a certificate revocation list")]
    RevocationList,
    /// The list holds a critical extension this program does not process: partial, delta,
    /// indirect lists.
    #[error("the revocation list has a critical extension that is not processed")]
    RevocationListExtension,
    /// No pinned anchor issued and signed the list.
    #[error("no pinned anchor signed the revocation list")]
    RevocationListSigner,
    /// A newer list of the same anchor is already there.
    #[error("the revocation list is older than the one in use")]
    RevocationListOlder,
}
