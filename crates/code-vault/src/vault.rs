// SPDX-License-Identifier: EUPL-1.2
//! The vault: keeps codes, and gives one out only against an old card's signature.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use activation_protocol::{CardId, MinimumKey, SealedRelease, release, verify_card_signature};
use cns_card::CardCertificate;
use ring::rand::SystemRandom;

use crate::keys::Keys;
use crate::ledger::{Entry, Ledger};
use crate::records::RECORDS;
use crate::{Citizen, Limits, Records, ReleaseOrder, VaultError};

/// Says whether a certificate (DER) is a trusted card's at an instant (seconds since 1970). The
/// program that composes the vault gives it its own judgement of certificates.
pub type SignerCheck = Box<dyn Fn(&[u8], u64) -> bool + Send + Sync>;

/// What the vault insists on.
#[derive(Clone, Copy, Debug)]
pub struct VaultPolicy {
    /// The shortest key of an old card.
    pub minimum_key: MinimumKey,
    /// How many releases.
    pub limits: Limits,
}

/// An open vault that releases.
pub struct Vault {
    records: Records,
    ledger: Mutex<Ledger>,
    policy: VaultPolicy,
    signers: SignerCheck,
}

impl Vault {
    /// Makes a new vault in a folder: keys readable by the owner only, no records.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`] when keys are there already or cannot be written.
    pub fn create(folder: &Path) -> Result<(), VaultError> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder.join(RECORDS))
            .map_err(VaultError::Record)?;
        Keys::create(folder)
    }

    /// Opens a vault to release from it. One program at a time may.
    ///
    /// # Errors
    /// Those of key files and of the ledger.
    pub fn open(
        folder: &Path,
        policy: VaultPolicy,
        signers: SignerCheck,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            records: Records::open(folder)?,
            ledger: Mutex::new(Ledger::open(&folder.join(LEDGER))?),
            policy,
            signers,
        })
    }

    /// Everything but releasing.
    #[must_use]
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// Seals a code of the new card to the kiosk key that T1 names.
    ///
    /// The release is in the ledger, durable, before it is returned.
    ///
    /// # Errors
    /// Every variant of [`VaultError`] but those of key files and columns.
    pub fn release(&self, order: &ReleaseOrder<'_>) -> Result<SealedRelease, VaultError> {
        let statement = order.statement.encode();
        let signer = self.signer(order, &statement)?;
        let Records { keys, folder } = &self.records;
        let record = folder.get(order.new_card, order.kind())?;
        if record.citizen != signer {
            return Err(VaultError::HolderMismatch);
        }
        let secret = record.open(keys, order.new_card, order.kind())?;
        // Held from the count to the entry: two orders at once cannot both be the last.
        let mut ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = self.entry(order);
        self.policy
            .limits
            .admit(
                ledger.recent(order.now),
                entry.kiosk,
                &entry.card,
                order.now,
            )
            .map_err(VaultError::Quota)?;
        let sealed = release::seal(
            &SystemRandom::new(),
            &keys.signing,
            (&statement, order.signature),
            order.statement.kiosk_key,
            |epk| order.header(epk),
            &secret,
            order.ttl_s,
        )
        .map_err(VaultError::Seal)?;
        ledger.append(entry)?;
        Ok(sealed)
    }

    /// The holder of the card that signed T1, if card, signature and age are in order.
    fn signer(&self, order: &ReleaseOrder<'_>, statement: &[u8]) -> Result<Citizen, VaultError> {
        let fields = order.statement;
        let certificate =
            CardCertificate::parse(order.old_certificate).map_err(|_| VaultError::Signer)?;
        let is_the_named_one = CardId::of_certificate(order.old_certificate) == fields.old_card;
        if !is_the_named_one || !(self.signers)(order.old_certificate, order.now) {
            return Err(VaultError::Signer);
        }
        verify_card_signature(
            certificate.public_key(),
            statement,
            order.signature,
            self.policy.minimum_key,
        )
        .map_err(VaultError::Signature)?;
        if order.now > fields.not_after.saturating_add(SESSION_S) {
            return Err(VaultError::Stale);
        }
        Ok(self.records.citizen(certificate.codice_fiscale()))
    }

    fn entry(&self, order: &ReleaseOrder<'_>) -> Entry {
        Entry {
            at: order.now,
            kiosk: order.statement.kiosk,
            session: order.statement.session,
            activation: order.activation,
            card: self.records.folder.name(order.new_card),
            secret_mode: order.secret_mode,
            release_no: order.release_no,
        }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

const LEDGER: &str = "ledger";
/// How long a session may still ask after its statement was accepted.
const SESSION_S: u64 = 30 * 60;
