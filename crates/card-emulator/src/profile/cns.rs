// SPDX-License-Identifier: EUPL-1.2
//! Key, PIN and PUK make a card a CNS, and masks number them differently.

use serde::Deserialize;

use super::hexadecimal;

/// What makes a card a CNS.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cns {
    /// Modulus length of the authentication key, in bits.
    pub key_bits: usize,
    /// Reference of the authentication key in MSE SET.
    pub key_reference: u8,
    /// Directory that must be current for the reference to mean this key, such as `1400/9002`;
    /// without, it does everywhere.
    pub key_directory: Option<String>,
    /// Application that must be selected for key, PIN and PUK to be there; without, they are
    /// everywhere.
    #[serde(default, deserialize_with = "hexadecimal::optional_bytes")]
    pub application: Option<Vec<u8>>,
    /// Security environment for MSE RESTORE.
    pub security_environment: u8,
    /// P2 of the PIN.
    pub pin_reference: u8,
    /// P2 of the PUK.
    pub puk_reference: u8,
    /// Wrong PINs in a row before it is blocked.
    pub pin_tries: u8,
    /// Wrong PUKs in a row before the card is lost.
    pub puk_tries: u8,
}
