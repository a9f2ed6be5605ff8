// SPDX-License-Identifier: EUPL-1.2
//! Signatures of real RSA keys, made with another program, are judged by the policy's key length.

use activation_protocol::{MinimumKey, ProtocolError, digest_info, verify_card_signature};

const STATEMENT: &[u8] = include_bytes!("data/statement.bin");
const PUBLIC_1024: &[u8] = include_bytes!("data/rsa1024.public.der");
const PUBLIC_2048: &[u8] = include_bytes!("data/rsa2048.public.der");
const SIGNED_1024: &[u8] = include_bytes!("data/rsa1024.signature.bin");
const SIGNED_2048: &[u8] = include_bytes!("data/rsa2048.signature.bin");

fn verdict(key: &[u8], signature: &[u8], minimum: MinimumKey) -> Result<(), ProtocolError> {
    verify_card_signature(key, STATEMENT, signature, minimum)
}

#[test]
fn a_card_of_2048_bits_is_good_under_either_policy() {
    for minimum in [MinimumKey::Rsa1024, MinimumKey::Rsa2048] {
        assert_eq!(verdict(PUBLIC_2048, SIGNED_2048, minimum), Ok(()));
    }
}

#[test]
fn a_card_of_1024_bits_is_good_only_where_the_policy_says_so() {
    let verdict = |minimum| verdict(PUBLIC_1024, SIGNED_1024, minimum);
    assert_eq!(verdict(MinimumKey::Rsa1024), Ok(()));
    assert_eq!(
        verdict(MinimumKey::Rsa2048),
        Err(ProtocolError::CardSignature)
    );
}

#[test]
fn the_card_is_given_what_a_signature_of_it_contains() {
    assert_eq!(
        digest_info(STATEMENT),
        *include_bytes!("data/digest_info.bin")
    );
}

#[test]
fn signatures_of_other_schemes_do_not_count() {
    for other in [
        &include_bytes!("data/rsa2048.sha512.bin")[..],
        include_bytes!("data/rsa2048.pss.bin"),
    ] {
        let verdict = verdict(PUBLIC_2048, other, MinimumKey::Rsa1024);
        assert_eq!(verdict, Err(ProtocolError::CardSignature));
    }
}

#[test]
fn no_changed_bit_of_a_signature_goes_unnoticed() {
    for bit in 0..SIGNED_2048.len() * 8 {
        let mut changed = SIGNED_2048.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        let verdict = verdict(PUBLIC_2048, &changed, MinimumKey::Rsa2048);
        assert_eq!(verdict, Err(ProtocolError::CardSignature), "bit {bit}");
    }
}

#[test]
fn another_key_another_statement_or_no_key_at_all_is_refused() {
    let refused = Err(ProtocolError::CardSignature);
    let minimum = MinimumKey::Rsa1024;
    assert_eq!(verdict(PUBLIC_1024, SIGNED_2048, minimum), refused);
    assert_eq!(verdict(PUBLIC_2048, SIGNED_1024, minimum), refused);
    assert_eq!(verdict(PUBLIC_2048, &[], minimum), refused);
    assert_eq!(verdict(b"no key", SIGNED_2048, minimum), refused);
    let other = verify_card_signature(PUBLIC_2048, b"other", SIGNED_2048, minimum);
    assert_eq!(other, refused);
}
