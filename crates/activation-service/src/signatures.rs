// SPDX-License-Identifier: EUPL-1.2
//! Whether a card signed a statement that we built ourselves.

use activation_protocol::{Bytes, MinimumKey, verify_card_signature};
use activation_rules::Signature;
use cns_card::CardCertificate;

/// The verdict on a signature; without a certificate or a statement there is nothing valid.
pub(crate) fn verdict(
    certificate: Option<&Bytes>,
    statement: Option<&[u8]>,
    signature: &Bytes,
    minimum: MinimumKey,
) -> Signature {
    let verifies = certificate
        .and_then(|der| CardCertificate::parse(&der.0).ok())
        .zip(statement)
        .is_some_and(|(card, statement)| {
            verify_card_signature(card.public_key(), statement, &signature.0, minimum).is_ok()
        });
    if verifies {
        Signature::Valid
    } else {
        Signature::Invalid
    }
}
