// SPDX-License-Identifier: EUPL-1.2
//! Fresh values: nonces, ids and codes.

use activation_protocol::ProblemCode;
use ring::rand::{SecureRandom, SystemRandom};
use uuid::Uuid;

use crate::http::Refusal;

/// The system's random generator gave no bytes: nothing can be done safely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoRandom;

impl std::fmt::Display for NoRandom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the system's random generator failed")
    }
}

impl std::error::Error for NoRandom {}

impl From<NoRandom> for Refusal {
    fn from(_: NoRandom) -> Self {
        Self(ProblemCode::Unavailable)
    }
}

/// Fresh random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], NoRandom> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| NoRandom)?;
    Ok(bytes)
}

/// A random UUID (RFC 9562, 5.4).
pub(crate) fn uuid() -> Result<Uuid, NoRandom> {
    Ok(uuid::Builder::from_random_bytes(bytes()?).into_uuid())
}
