// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `puntosi-kiosk enrol`: a code and a key go to the backend, an identity comes back.

use std::time::Duration;

use activation_client::{ClientError, EnrolmentClient, Identity, new_key};
use activation_protocol::KioskId;
use activation_protocol::messages::EnrolmentStatus;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Enrolment, IdentityError, IdentityFiles, RootError, read_root};
use crate::config::Config;

/// Why a totem could not be enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// The trusted root.
    #[error(transparent)]
    Root(#[from] RootError),
    /// The backend.
    #[error("enrolment")]
    Client(#[from] ClientError),
    /// The files.
    #[error(transparent)]
    Identity(#[from] IdentityError),
}

/// What to show while an operator compares fingerprints.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// SHA-256 of the key, hex.
    pub fingerprint: String,
}

/// The totem has an identity.
#[derive(Clone, Copy, Debug)]
pub struct Enrolled {
    /// Its id.
    pub kiosk_id: KioskId,
}

/// Asks with the code, tells `waiting` once if an operator must approve, and asks again until
/// one has.
///
/// # Errors
/// [`EnrolError`]; the totem is as it was then.
pub async fn enrol(
    config: &Config,
    code: &str,
    asset_tag: &str,
    waiting: impl FnOnce(Waiting),
) -> Result<Enrolled, EnrolError> {
    let files = IdentityFiles::new(&config.totem.state_dir);
    let root = read_root(&config.backend.root)?;
    let client = EnrolmentClient::new(&config.backend.enrolment, &root)?;
    let key = pending_key(&files)?;
    let mut status = client.request(code, asset_tag, &key).await?;
    let mut waiting = Some(waiting);
    loop {
        match status {
            EnrolmentStatus::Approved {
                kiosk_id,
                certificate,
                trust,
            } => {
                files.keep(Enrolment {
                    kiosk_id,
                    identity: Identity {
                        key,
                        certificate: certificate.0,
                    },
                    trust,
                })?;
                return Ok(Enrolled { kiosk_id });
            }
            EnrolmentStatus::Pending { id, fingerprint } => {
                if let Some(waiting) = waiting.take() {
                    waiting(Waiting { fingerprint });
                }
                status = approved_or_pending(&client, id).await?;
            }
        }
    }
}

/// The same key as before a restart: the operator may be comparing its fingerprint.
fn pending_key(files: &IdentityFiles) -> Result<Zeroizing<Vec<u8>>, EnrolError> {
    if let Some(key) = files.pending_key()? {
        return Ok(key);
    }
    let key = new_key()?;
    files.keep_pending_key(&key)?;
    Ok(key)
}

/// Asks again after a while; a break of the line must not cost the one-time code.
async fn approved_or_pending(
    client: &EnrolmentClient,
    id: Uuid,
) -> Result<EnrolmentStatus, ClientError> {
    loop {
        tokio::time::sleep(ASK_AGAIN).await;
        match client.status(id).await {
            Err(error) if error.is_passing() => {}
            settled => return settled,
        }
    }
}

const ASK_AGAIN: Duration = Duration::from_secs(2);
