// SPDX-License-Identifier: EUPL-1.2
//! What the owner of the service may choose, with the defaults of the service.

use activation_protocol::pin::PinRules;
use activation_protocol::{MinimumKey, SecretMode};
use time::Duration;

/// The choices. `Policy::default()` is the service as designed.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// How a new card gets its PIN.
    pub secret_mode: SecretMode,
    /// Whether the PUK may be released once, after an ambiguous attempt failed.
    pub repair: bool,
    /// The shortest card key.
    pub minimum_key: MinimumKey,
    /// How long a session, and with it T1, is accepted.
    pub session_lifetime: Duration,
    /// How long the same sealed bytes are answered again.
    pub release_lifetime: Duration,
    /// Most releases of one activation in `release_window`.
    pub releases_max: usize,
    /// See `releases_max`.
    pub release_window: Duration,
    /// Releases of a PUK whose end is not known: no further one at this count.
    pub unresolved_puks_max: usize,
    /// How old a proof may be when it arrives.
    pub proof_lifetime: Duration,
    /// Age of a revocation list that raises an alarm.
    pub crl_soft_age: Duration,
    /// Age of a revocation list at which nothing is decided any more.
    pub crl_hard_age: Duration,
    /// Most sessions of one citizen in 24 hours.
    pub opens_per_day: usize,
    /// Sessions stopped for a wrong PIN in 24 hours: no further one at this count.
    pub stopped_per_day: usize,
    /// Issuers whose cards this service activates, e.g. `6090`.
    pub issuers: Vec<String>,
    /// What a chosen PIN must look like.
    pub pin_rules: PinRules,
    /// New certificates are issued suspended and released at activation.
    pub new_certificates_on_hold: bool,
    /// When the old certificate is revoked.
    pub revoke_old: RevokeOld,
}

/// When the old certificate is revoked after an activation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RevokeOld {
    /// At once.
    AtOnce,
    /// After a time of grace.
    After(Duration),
    /// It runs out by itself.
    Never,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            secret_mode: SecretMode::TransportPin,
            repair: true,
            minimum_key: MinimumKey::Rsa2048,
            session_lifetime: Duration::minutes(30),
            release_lifetime: Duration::minutes(15),
            releases_max: 5,
            release_window: Duration::days(30),
            unresolved_puks_max: 2,
            proof_lifetime: Duration::days(30),
            crl_soft_age: Duration::hours(24),
            crl_hard_age: Duration::hours(72),
            opens_per_day: 10,
            stopped_per_day: 3,
            issuers: vec!["6090".to_owned()],
            pin_rules: PinRules {
                min_len: 5,
                max_len: 8,
            },
            new_certificates_on_hold: true,
            revoke_old: RevokeOld::AtOnce,
        }
    }
}
