// SPDX-License-Identifier: EUPL-1.2
//! The pinned authorities and their revocation lists as files, read again when they change.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use activation_rules::{Timestamp, Trust};
use anyhow::{Context, Result};
use cns_pki::{
    AnchorList, Anchors, Expiry, Judgement, Policy, Revocation, RevocationList, RevocationLists,
    Standing,
};

use crate::config::TrustFiles;
use crate::{clock, events};

/// The verdict of the service on a certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) trust: Trust,
    /// The revocation list consulted.
    pub(crate) crl_number: Option<u64>,
}

/// Judges certificates by what the files said when they were last read.
pub(crate) struct TrustKeeper {
    files: TrustFiles,
    policy: Policy,
    current: RwLock<Arc<Known>>,
}

/// What was read, and how the files looked then.
#[derive(Clone, Default)]
struct Known {
    anchors: Anchors,
    lists: RevocationLists,
    looked: Vec<(PathBuf, Option<SystemTime>, u64)>,
}

impl TrustKeeper {
    /// Reads the files. Authorities must be in order; a revocation list that is not is said in
    /// the log and missing afterwards.
    pub(crate) fn open(files: TrustFiles, policy: Policy) -> Result<Self> {
        let keeper = Self {
            files,
            policy,
            current: RwLock::default(),
        };
        keeper.reload()?;
        Ok(keeper)
    }

    /// Reads the files again if any of them changed.
    pub(crate) fn reload(&self) -> Result<()> {
        let looked = self.look();
        let before = self.known();
        if looked == before.looked {
            return Ok(());
        }
        let anchors = match load_anchors(&self.files.anchors) {
            Ok(anchors) => anchors,
            Err(error) => {
                // Said once for each change; what was known before still counts.
                self.know(Known {
                    looked,
                    ..(*before).clone()
                });
                return Err(error);
            }
        };
        // Lists of before stay: none may go back to an older one.
        let mut lists = before.lists.clone();
        for path in revocation_files(&self.files.crls) {
            let taken = fs::read(&path)
                .context("cannot be read")
                .and_then(|bytes| Ok(RevocationList::parse(&der_of(&bytes), &anchors)?))
                .and_then(|list| Ok(lists.take(list)?));
            events::crl_taken(&path, taken.as_ref().err());
        }
        self.know(Known {
            anchors,
            lists,
            looked,
        });
        Ok(())
    }

    /// Path, policy and revocation of a card's certificate.
    pub(crate) fn judge(&self, certificate: &[u8], at: Timestamp) -> Verdict {
        verdict_of(self.judgement(certificate, at))
    }

    /// Whether a card may sign for a release: the vault asks.
    pub(crate) fn vouches_for(&self, certificate: &[u8], at: Timestamp) -> bool {
        matches!(
            self.judgement(certificate, at),
            Judgement::Accepted(Standing {
                expiry: Expiry::Current,
                revocation: Revocation::Good(_),
                ..
            })
        )
    }

    /// Whether revocation can be told of every authority's cards.
    pub(crate) fn is_covered(&self, at: Timestamp) -> bool {
        let known = self.known();
        known
            .lists
            .cover(&known.anchors, &self.policy, clock::instant(at))
    }

    /// Whether an authority has no list, or one older than it should be.
    pub(crate) fn is_any_older_than(&self, age: time::Duration, at: Timestamp) -> bool {
        let young = |list: &Option<i64>| list.is_some_and(|age_s| age_s <= age.whole_seconds());
        !self.list_ages(at).iter().all(young)
    }

    /// Age of each authority's list in seconds, in the order of the list of authorities.
    pub(crate) fn list_ages(&self, at: Timestamp) -> Vec<Option<i64>> {
        let known = self.known();
        let now = clock::instant(at);
        let age = |anchor: &cns_pki::Anchor| known.lists.age(anchor.id(), now);
        known
            .anchors
            .iter()
            .map(|anchor| age(anchor).map(time::Duration::whole_seconds))
            .collect()
    }

    fn judgement(&self, certificate: &[u8], at: Timestamp) -> Judgement {
        let known = self.known();
        known
            .anchors
            .judge(certificate, &known.lists, &self.policy, clock::instant(at))
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn know(&self, known: Known) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
    }

    fn look(&self) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
        let mut paths = vec![self.files.anchors.clone()];
        paths.extend(revocation_files(&self.files.crls));
        paths
            .into_iter()
            .map(|path| {
                let metadata = fs::metadata(&path).ok();
                let changed = metadata.as_ref().and_then(|file| file.modified().ok());
                (path, changed, metadata.map_or(0, |file| file.len()))
            })
            .collect()
    }
}

/// DER as it is, or out of PEM.
pub(crate) fn der_of(bytes: &[u8]) -> Vec<u8> {
    use rustls_pki_types::pem::PemObject;
    use rustls_pki_types::{CertificateDer, CertificateRevocationListDer};
    CertificateDer::from_pem_slice(bytes)
        .map(|der| der.to_vec())
        .or_else(|_| CertificateRevocationListDer::from_pem_slice(bytes).map(|der| der.to_vec()))
        .unwrap_or_else(|_| bytes.to_vec())
}

fn load_anchors(path: &Path) -> Result<Anchors> {
    let doing = || format!("the list of authorities {}", path.display());
    let text = fs::read_to_string(path).with_context(doing)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let list = AnchorList::parse(&text).with_context(doing)?;
    Anchors::load(&list, |file| {
        fs::read(folder.join(file)).map(|bytes| der_of(&bytes))
    })
    .with_context(doing)
}

/// The files named, and those in the folders named, in a fixed order.
fn revocation_files(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in named {
        match fs::read_dir(path) {
            Ok(folder) => files.extend(folder.filter_map(|file| Some(file.ok()?.path()))),
            Err(_) => files.push(path.clone()),
        }
    }
    files.sort();
    files
}

fn verdict_of(judgement: Judgement) -> Verdict {
    let (trust, number) = match judgement {
        Judgement::IssuerUnknown => (Trust::IssuerUnknown, None),
        Judgement::Refused(_) => (Trust::ChainInvalid, None),
        Judgement::Accepted(Standing {
            expiry: Expiry::NotYet,
            ..
        }) => (Trust::NotYetValid, None),
        Judgement::Accepted(Standing {
            expiry: Expiry::Past,
            ..
        }) => (Trust::Expired, None),
        Judgement::Accepted(standing) => match standing.revocation {
            Revocation::Good(number) => (Trust::Good, number),
            Revocation::OnHold(number) => (Trust::Revoked { hold: true }, number),
            Revocation::Revoked(number) => (Trust::Revoked { hold: false }, number),
            Revocation::Unknown => (Trust::CrlStale, None),
        },
    };
    Verdict {
        trust,
        crl_number: number.and_then(|number| number.as_u64()),
    }
}
