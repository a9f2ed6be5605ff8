// SPDX-License-Identifier: EUPL-1.2
//! DER by hand, for what no good authority writes.

use rcgen::SigningKey;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::world::Authority;

pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OID: u8 = 0x06;
const UTC_TIME: u8 = 0x17;

/// sha256WithRSAEncryption, as an AlgorithmIdentifier.
pub(crate) const SHA256_WITH_RSA: &[u8] = &[
    0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0x00,
];
/// sha1WithRSAEncryption, as an AlgorithmIdentifier.
pub(crate) const SHA1_WITH_RSA: &[u8] = &[
    0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00,
];

/// One object of parts that are DER or content already.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len();
    let mut object = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => object.push(short),
        Ok(long) => object.extend([0x81, long]),
        Err(_) => {
            object.push(0x82);
            object.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    object.extend(content);
    object
}

/// An extension; `id` is the last arc of an OID in 2.5.29.
pub(crate) fn extension(id: u8, is_critical: bool, value: &[u8]) -> Vec<u8> {
    let oid = tlv(OID, &[&[0x55, 0x1D, id]]);
    let critical: &[u8] = if is_critical { &[1, 1, 0xFF] } else { &[] };
    tlv(SEQUENCE, &[&oid, critical, &tlv(OCTET_STRING, &[value])])
}

/// A RSA SubjectPublicKeyInfo of contents of two INTEGERs.
pub(crate) fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let algorithm = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    let numbers = [tlv(INTEGER, &[modulus]), tlv(INTEGER, &[exponent])].concat();
    let key = tlv(SEQUENCE, &[&numbers]);
    tlv(SEQUENCE, &[&algorithm, &tlv(BIT_STRING, &[&[0], &key])])
}

/// What a list by hand says.
pub(crate) struct ListByHand<'a> {
    pub(crate) version: &'a [u8],
    pub(crate) algorithm: &'a [u8],
    /// Content of a UTCTime.
    pub(crate) made: &'a [u8],
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Default for ListByHand<'_> {
    /// Version 2, an hour old, number 1, nobody on it.
    fn default() -> Self {
        Self {
            version: &[INTEGER, 1, 1],
            algorithm: SHA256_WITH_RSA,
            made: b"261123090000Z",
            entries: Vec::new(),
            extensions: vec![extension(20, false, &[INTEGER, 1, 1])],
        }
    }
}

impl ListByHand<'_> {
    /// Signs it with SHA-256 whatever it says.
    pub(crate) fn signed_by(&self, authority: &Authority) -> Vec<u8> {
        let (_, issuer) = X509Certificate::from_der(&authority.der).unwrap();
        let entries = match self.entries.concat() {
            none if none.is_empty() => none,
            entries => tlv(SEQUENCE, &[&entries]),
        };
        let extensions = match self.extensions.concat() {
            none if none.is_empty() => none,
            extensions => tlv(0xA0, &[&tlv(SEQUENCE, &[&extensions])]),
        };
        let tbs = tlv(
            SEQUENCE,
            &[
                self.version,
                self.algorithm,
                issuer.subject().as_raw(),
                &tlv(UTC_TIME, &[self.made]),
                &entries,
                &extensions,
            ],
        );
        signed(&tbs, self.algorithm, authority)
    }
}

/// An entry of a list: the content of the serial number, and extensions.
pub(crate) fn entry(serial: &[u8], extensions: &[Vec<u8>]) -> Vec<u8> {
    let extensions = match extensions.concat() {
        none if none.is_empty() => none,
        extensions => tlv(SEQUENCE, &[&extensions]),
    };
    let when = tlv(UTC_TIME, &[b"261101090000Z"]);
    tlv(SEQUENCE, &[&tlv(INTEGER, &[serial]), &when, &extensions])
}

/// The extension reasonCode (RFC 5280, 5.3.1).
pub(crate) fn reason(code: u8) -> Vec<u8> {
    extension(21, false, &[0x0A, 1, code])
}

/// A certificate as it was, with bytes of its signed part exchanged, signed anew.
pub(crate) fn reissued(der: &[u8], from: &[u8], to: &[u8], authority: &Authority) -> Vec<u8> {
    let (_, certificate) = X509Certificate::from_der(der).unwrap();
    let tbs = replaced(certificate.tbs_certificate.as_ref(), from, to);
    signed(&tbs, SHA256_WITH_RSA, authority)
}

/// Bytes that stand once, exchanged for as many others.
pub(crate) fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "lengths around it stay true");
    let mut places = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(from));
    let at = places.next().expect("the bytes are there");
    assert_eq!(places.next(), None, "the bytes are there once");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// A signed object (RFC 5280, 4.1.1).
pub(crate) fn signed(tbs: &[u8], algorithm: &[u8], authority: &Authority) -> Vec<u8> {
    let signature = authority.issuer.key().sign(tbs).expect("RSA signs");
    let signature = tlv(BIT_STRING, &[&[0], &signature]);
    tlv(SEQUENCE, &[tbs, algorithm, &signature])
}
