// SPDX-License-Identifier: EUPL-1.2
//! The choices of the service's owner, as they are written in the configuration.

use activation_protocol::{MinimumKey, SecretMode};
use activation_rules::{Policy, RevokeOld};
use anyhow::{Result, ensure};
use code_vault::{Limits, VaultPolicy};
use serde::Deserialize;
use time::Duration;

/// Section `[policy]`; what is not there has the default of the service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PolicyConfig {
    /// How a new card gets its PIN.
    pub(crate) secret_mode: SecretMode,
    /// Whether the PUK may be released once, after an ambiguous attempt failed.
    pub(crate) repair: bool,
    /// 2048, or 1024 for cards of version 1.0.
    pub(crate) minimum_key_bits: u16,
    /// Accepted certificate policies, OIDs in dots.
    pub(crate) certificate_policies: Vec<String>,
    /// Whose cards are activated: the first four digits of the card number.
    pub(crate) issuers: Vec<String>,
    /// Age at which a revocation list raises an alarm, hours.
    pub(crate) crl_soft_age_hours: u16,
    /// Age at which a revocation list decides nothing any more, hours.
    pub(crate) crl_hard_age_hours: u16,
    /// New certificates are issued suspended.
    pub(crate) new_certificates_on_hold: bool,
    /// Days after an activation until the old certificate is revoked; absent: never.
    pub(crate) revoke_old_after_days: Option<u16>,
    /// Most sessions of one citizen in 24 hours.
    pub(crate) opens_per_day: usize,
    /// Most sessions of one kiosk in an hour.
    pub(crate) kiosk_opens_per_hour: u32,
    /// Most card checks of one kiosk in an hour.
    pub(crate) kiosk_checks_per_hour: u32,
    /// Most releases of the vault to one kiosk in an hour.
    pub(crate) kiosk_releases_per_hour: usize,
    /// Most releases of the vault to one kiosk in a day.
    pub(crate) kiosk_releases_per_day: usize,
    /// Fewest digits of a chosen PIN.
    pub(crate) pin_min_len: u8,
    /// Most digits of a chosen PIN.
    pub(crate) pin_max_len: u8,
}

impl Default for PolicyConfig {
    fn default() -> Self {
        let (rules, limits) = (Policy::default(), Limits::default());
        Self {
            secret_mode: rules.secret_mode,
            repair: rules.repair,
            minimum_key_bits: 2048,
            certificate_policies: vec!["1.3.76.16.2.1".to_owned()],
            issuers: rules.issuers,
            crl_soft_age_hours: 24,
            crl_hard_age_hours: 72,
            new_certificates_on_hold: rules.new_certificates_on_hold,
            revoke_old_after_days: Some(0),
            opens_per_day: rules.opens_per_day,
            kiosk_opens_per_hour: 60,
            kiosk_checks_per_hour: 60,
            kiosk_releases_per_hour: limits.kiosk_hour,
            kiosk_releases_per_day: limits.kiosk_day,
            pin_min_len: rules.pin_rules.min_len,
            pin_max_len: rules.pin_rules.max_len,
        }
    }
}

impl PolicyConfig {
    /// Whether the choices make sense.
    pub(super) fn check(&self) -> Result<()> {
        ensure!(
            matches!(self.minimum_key_bits, 1024 | 2048),
            "policy.minimum_key_bits is neither 1024 nor 2048"
        );
        ensure!(
            5 <= self.pin_min_len && self.pin_min_len <= self.pin_max_len && self.pin_max_len <= 8,
            "policy.pin_min_len and policy.pin_max_len are not within 5 and 8"
        );
        ensure!(
            self.kiosk_opens_per_hour > 0,
            "policy.kiosk_opens_per_hour is 0"
        );
        ensure!(
            self.kiosk_checks_per_hour > 0,
            "policy.kiosk_checks_per_hour is 0"
        );
        self.certificates().map(|_| ())
    }

    /// For the rules.
    pub(crate) fn rules(&self) -> Policy {
        let defaults = Policy::default();
        Policy {
            secret_mode: self.secret_mode,
            repair: self.repair,
            minimum_key: self.minimum_key(),
            crl_soft_age: Duration::hours(i64::from(self.crl_soft_age_hours)),
            crl_hard_age: Duration::hours(i64::from(self.crl_hard_age_hours)),
            opens_per_day: self.opens_per_day,
            issuers: self.issuers.clone(),
            pin_rules: activation_protocol::pin::PinRules {
                min_len: self.pin_min_len,
                max_len: self.pin_max_len,
            },
            new_certificates_on_hold: self.new_certificates_on_hold,
            revoke_old: match self.revoke_old_after_days {
                None => RevokeOld::Never,
                Some(0) => RevokeOld::AtOnce,
                Some(days) => RevokeOld::After(Duration::days(i64::from(days))),
            },
            ..defaults
        }
    }

    /// For the judgement of certificates.
    pub(crate) fn certificates(&self) -> Result<cns_pki::Policy> {
        let hard_age = Duration::hours(i64::from(self.crl_hard_age_hours));
        let policies = &self.certificate_policies;
        Ok(cns_pki::Policy::new(
            policies,
            self.minimum_key(),
            hard_age,
        )?)
    }

    /// For the vault.
    pub(crate) fn vault(&self) -> VaultPolicy {
        let limits = Limits {
            kiosk_hour: self.kiosk_releases_per_hour,
            kiosk_day: self.kiosk_releases_per_day,
            ..Limits::default()
        };
        VaultPolicy {
            minimum_key: self.minimum_key(),
            limits,
        }
    }

    const fn minimum_key(&self) -> MinimumKey {
        if self.minimum_key_bits == 1024 {
            MinimumKey::Rsa1024
        } else {
            MinimumKey::Rsa2048
        }
    }
}
