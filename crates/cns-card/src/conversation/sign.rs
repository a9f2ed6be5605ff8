// SPDX-License-Identifier: EUPL-1.2
//! The card's signature over a statement, after its PIN was verified on the same connection.

use activation_protocol::digest_info;

use super::dialogue::Dialogue;
use crate::profile::SigningWay;
use crate::{CardChannel, CardError, Defect, Profile, commands};

/// Signs a statement, RSASSA-PKCS1-v1_5 with SHA-256: 3 commands, 4 when a long block must be
/// chained, 5 when it is refused in one piece first.
///
/// `modulus_len` is [`CardCertificate::modulus_len`](crate::CardCertificate::modulus_len).
/// Nothing is selected on the way, which could cost the card's security status, except where a
/// profile has the key's directory selected after the PIN.
///
/// # Errors
/// [`CardError::Status`] with `6982` when the PIN is not verified; [`CardError::KeyTooShort`]
/// and [`CardError::CommandTooLong`] before the card is asked.
pub fn sign(
    channel: &mut dyn CardChannel,
    profile: &Profile,
    modulus_len: usize,
    statement: &[u8],
) -> Result<Vec<u8>, CardError> {
    let signing = &profile.signing;
    let info = digest_info(statement);
    let operation = match signing.way {
        SigningWay::RawDecipher => commands::decipher(&padded(&info, modulus_len)?),
        SigningWay::ComputeSignature => commands::compute_digital_signature(&info),
    };
    operation.frames(profile.transport.long_commands)?;
    let mut dialogue = Dialogue::new(channel, profile);
    dialogue.select_key_scope()?;
    if let Some(environment) = signing.restore_environment {
        dialogue.expect_success(commands::restore_environment(environment))?;
    }
    dialogue.expect_success(commands::set_key(signing.template, signing.key_reference))?;
    let signature = dialogue.expect_success(operation)?.data.to_vec();
    if signature.len() != modulus_len {
        return Err(Defect::SignatureLength.into());
    }
    Ok(signature)
}

/// EMSA-PKCS1-v1_5 (RFC 8017, 9.2): `00 01 FF … FF 00` and the DigestInfo.
fn padded(info: &[u8], length: usize) -> Result<Vec<u8>, CardError> {
    let filling = length
        .checked_sub(info.len() + 3)
        .filter(|filling| *filling >= SHORTEST_FILLING)
        .ok_or(CardError::KeyTooShort)?;
    let mut block = vec![0x00, 0x01];
    block.resize(2 + filling, 0xFF);
    block.push(0x00);
    block.extend_from_slice(info);
    Ok(block)
}

const SHORTEST_FILLING: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_is_as_long_as_the_modulus() {
        for length in [0x7F, 0x80, 0xFF, 0x100] {
            let block = padded(&digest_info(b"statement"), length).unwrap();
            assert_eq!(block.len(), length);
            assert_eq!(block[..3], [0x00, 0x01, 0xFF]);
            assert_eq!(block[length - 52], 0x00);
        }
    }

    #[test]
    fn eight_bytes_of_filling_are_the_least() {
        let info = digest_info(b"statement");
        assert!(padded(&info, 62).is_ok());
        assert_eq!(padded(&info, 61), Err(CardError::KeyTooShort));
        assert_eq!(padded(&info, 0), Err(CardError::KeyTooShort));
    }
}
