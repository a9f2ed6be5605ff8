// SPDX-License-Identifier: EUPL-1.2
//! RSA public keys: how long they are, and whether anybody verifies with them.

use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

/// Bits of the modulus, up to the next whole byte, as ring counts them; nothing when the key is
/// not RSA or its modulus not a positive odd number.
pub(crate) fn modulus_bits(key: &SubjectPublicKeyInfo<'_>) -> Option<usize> {
    let Ok(PublicKey::RSA(rsa)) = key.parsed() else {
        return None;
    };
    let modulus = positive_odd(rsa.modulus)?;
    Some(modulus.len() * 8)
}

/// The same for a card's key, whose exponent and length are not ours: ring verifies with odd
/// exponents from 3 up to 33 bits and with at most 8192 bits.
pub(crate) fn card_key_bits(key: &SubjectPublicKeyInfo<'_>) -> Option<usize> {
    let Ok(PublicKey::RSA(rsa)) = key.parsed() else {
        return None;
    };
    let exponent = positive_odd(rsa.exponent)?;
    let is_verifiable = match *exponent {
        [1] => false,
        [first, ..] => exponent.len() < 5 || (exponent.len() == 5 && first == 1),
        [] => false,
    };
    modulus_bits(key).filter(|&bits| is_verifiable && bits <= MAXIMUM_BITS)
}

/// The digits of an INTEGER's content without leading zeros, if it is positive and odd.
fn positive_odd(content: &[u8]) -> Option<&[u8]> {
    let is_negative = content.first().is_some_and(|byte| byte & 0x80 != 0);
    let zeros = content.iter().take_while(|byte| **byte == 0).count();
    let digits = &content[zeros..];
    let is_odd = digits.last().is_some_and(|byte| byte & 1 == 1);
    (is_odd && !is_negative).then_some(digits)
}

const MAXIMUM_BITS: usize = 8192;
