// SPDX-License-Identifier: EUPL-1.2
//! What every request works with: registry, vault, trust, rules, and the names kiosks are given.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use activation_protocol::messages::TrustBundle;
use activation_protocol::{Bytes, CardId, KioskId, ProblemCode};
use activation_rules::{CardRow, Command, Decision, Policy, Reply, Rows, Timestamp, decide};
use activation_store::{Address, Kiosk, Store, StoreError};
use anyhow::{Context, Result};
use code_vault::{Vault, VaultError};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::card_profiles::{ProfilePublisher, Published};
use crate::config::Config;
use crate::http::Refusal;
use crate::metrics::Metrics;
use crate::rate_limit::RateLimit;
use crate::registry;
use crate::tls::Authority;
use crate::trust::TrustKeeper;
use crate::{clock, events};

/// One running backend.
pub(crate) struct Service {
    pub(crate) store: Store,
    pub(crate) vault: Arc<Vault>,
    pub(crate) trust: Arc<TrustKeeper>,
    pub(crate) rules: Policy,
    pub(crate) kiosk_authority: Authority,
    pub(crate) kiosk_certificate_valid: time::Duration,
    /// `None`: none are configured.
    pub(crate) profiles: Option<ProfilePublisher>,
    pub(crate) metrics: Metrics,
    /// Sessions of one kiosk.
    pub(crate) opens: RateLimit<KioskId>,
    /// Card checks of one kiosk.
    pub(crate) checks: RateLimit<KioskId>,
    /// Enrolment requests from one address.
    pub(crate) enrolments: RateLimit<IpAddr>,
    tls_root: CertificateDer<'static>,
}

impl Service {
    /// Opens everything the configuration names.
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        let trust = Arc::new(TrustKeeper::open(
            config.trust.clone(),
            config.policy.certificates()?,
        )?);
        let signers = Arc::clone(&trust);
        let vouch = move |certificate: &[u8], now: u64| {
            let now = Timestamp(i64::try_from(now).unwrap_or(i64::MAX));
            signers.vouches_for(certificate, now)
        };
        let vault = Vault::open(&config.vault.folder, config.policy.vault(), Box::new(vouch))
            .with_context(|| format!("the vault {}", config.vault.folder.display()))?;
        let store = registry::connect(config, vault.records()).await?;
        Ok(Self {
            store,
            vault: Arc::new(vault),
            trust,
            rules: config.policy.rules(),
            kiosk_authority: Authority::load(
                &config.kiosks.authority,
                &config.kiosks.authority_key,
            )?,
            kiosk_certificate_valid: config.kiosks.certificate_valid(),
            profiles: config
                .card_profiles
                .as_ref()
                .map(ProfilePublisher::open)
                .transpose()?,
            metrics: Metrics::default(),
            opens: RateLimit::new(config.policy.kiosk_opens_per_hour, HOUR),
            checks: RateLimit::new(config.policy.kiosk_checks_per_hour, HOUR),
            enrolments: RateLimit::new(ENROLMENTS_AT_ONCE, ENROLMENTS_PER),
            tls_root: CertificateDer::from_pem_file(&config.tls.root)
                .with_context(|| format!("the TLS root {}", config.tls.root.display()))?,
        })
    }

    /// Puts a command to the rules, in one transaction.
    pub(crate) async fn decide(
        &self,
        address: Address,
        command: &Command,
        now: Timestamp,
    ) -> Result<Reply, Refusal> {
        self.decide_by(address, |rows| decide(rows, command, now, &self.rules))
            .await
    }

    /// The same for a command that needs the rows to be made.
    pub(crate) async fn decide_by(
        &self,
        address: Address,
        decide: impl Fn(&Rows) -> Decision + Send + Sync,
    ) -> Result<Reply, Refusal> {
        let decided = self.store.transact(address, decide).await;
        let answer = decided.map_err(|error| self.failed("registry", error))?;
        answer.map_err(Refusal)
    }

    /// The rows of a citizen.
    pub(crate) async fn rows(&self, address: Address) -> Result<Rows, Refusal> {
        let rows = self.store.read(address).await;
        rows.map_err(|error| self.failed("registry", error))?
            .ok_or(Refusal(ProblemCode::NotFound))
    }

    /// A card as the registry has it, found by the digest of its certificate.
    pub(crate) async fn card(&self, id: CardId) -> Result<Option<CardRow>, Refusal> {
        let rows = self.store.read(Address::Card(id)).await;
        let rows = rows.map_err(|error| self.failed("registry", error))?;
        Ok(rows.and_then(|rows| rows.card(id).cloned()))
    }

    /// A kiosk as it is now.
    pub(crate) async fn kiosk(&self, id: KioskId) -> Result<Option<Kiosk>, Refusal> {
        let kiosk = self.store.kiosk(id).await;
        kiosk.map_err(|error| self.failed("registry", error))
    }

    /// Says in the log what did not work, and to the kiosk that it should try again later.
    pub(crate) fn failed(&self, op: &'static str, error: StoreError) -> Refusal {
        events::failure(op, &anyhow::Error::new(error));
        Refusal(ProblemCode::Unavailable)
    }

    /// The card profile bundle that is published now.
    pub(crate) fn card_profiles(&self) -> Option<Published> {
        self.profiles.as_ref()?.published()
    }

    /// Whom an approved kiosk trusts.
    pub(crate) fn trust_bundle(&self, kiosk: &Kiosk) -> TrustBundle {
        TrustBundle {
            tls_root: Bytes(self.tls_root.to_vec()),
            vault_keys: vec![self.vault.records().public_key()],
            place: kiosk.place.clone(),
            totem: kiosk.totem.clone(),
        }
    }

    /// Issues the certificate for the key a kiosk presented, and approves it.
    pub(crate) async fn approve(&self, kiosk: &Kiosk) -> Result<bool> {
        registry::approve(
            &self.store,
            &self.kiosk_authority,
            kiosk,
            (clock::instant(clock::now()), self.kiosk_certificate_valid),
        )
        .await
    }

    /// Works with the vault on a thread that may wait for the disk.
    pub(crate) async fn with_vault<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let vault = Arc::clone(&self.vault);
        tokio::task::spawn_blocking(move || work(&vault))
            .await
            .unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()))
    }
}

const HOUR: Duration = Duration::from_secs(3600);
const ENROLMENTS_AT_ONCE: u32 = 20;
const ENROLMENTS_PER: Duration = Duration::from_secs(20);
