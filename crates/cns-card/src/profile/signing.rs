// SPDX-License-Identifier: EUPL-1.2
//! How a generation signs with its authentication key.

use serde::Deserialize;

use super::Hex;
use super::files::check_path;
use crate::ProfileError;

/// How the card signs with its authentication key.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Which operation makes the signature.
    pub way: SigningWay,
    /// Directory the key is found from, as a path from the master file; it is selected before the
    /// PIN when [`PinRules::select_first`](super::PinRules::select_first) says so, otherwise after.
    pub directory: Option<Hex>,
    /// Security environment to restore first, if any.
    pub restore_environment: Option<u8>,
    /// Template of the key reference: `B6` digital signature, `B8` confidentiality.
    pub template: u8,
    /// The private key.
    pub key_reference: u8,
}

/// Which operation makes the signature.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum SigningWay {
    /// The kiosk pads and PSO: DECIPHER does the bare RSA operation: any digest works.
    RawDecipher,
    /// PSO: COMPUTE DIGITAL SIGNATURE, the card pads.
    ComputeSignature,
}

impl Signing {
    pub(super) fn check(&self) -> Result<(), ProfileError> {
        self.directory.as_ref().map_or(Ok(()), check_path)
    }
}
