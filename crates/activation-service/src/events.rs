// SPDX-License-Identifier: EUPL-1.2
//! Everything the backend writes into its log, with stable ids that are never reused.
//!
//! Kiosk and session are opaque ids, a session by its last eight digits; no event names a person
//! or a card, and none shows a certificate or a digest of one.

use std::path::Path;

use activation_protocol::messages::CardCheck;
use activation_protocol::{KioskId, ProblemCode, ReleaseNo, SessionId};
use tracing::{error, info, warn};

/// The old card authorised.
pub(crate) fn oldproof_accepted(kiosk: KioskId, session: SessionId) {
    info!(target: "evt", id = 5001, name = "oldproof.accepted", %kiosk, sid8 = sid8(session));
}

/// A code left the vault.
pub(crate) fn release_sealed(kiosk: KioskId, session: SessionId, n: ReleaseNo) {
    let sid8 = sid8(session);
    info!(target: "evt", id = 5002, name = "release.sealed", %kiosk, sid8, n = n.0);
}

/// A code was asked for and did not leave the vault.
pub(crate) fn release_denied(kiosk: KioskId, session: SessionId, code: ProblemCode) {
    let (sid8, code) = (sid8(session), code.slug());
    warn!(target: "evt", id = 5003, name = "release.denied", %kiosk, sid8, code);
}

/// A new card is active.
pub(crate) fn activation_confirmed(kiosk: KioskId, session: SessionId) {
    info!(target: "evt", id = 5004, name = "activation.confirmed", %kiosk, sid8 = sid8(session));
}

/// A desk must decide.
pub(crate) fn activation_review(kiosk: KioskId, session: SessionId) {
    warn!(target: "evt", id = 5005, name = "activation.review", %kiosk, sid8 = sid8(session));
}

/// A revocation list was read, or not.
pub(crate) fn crl_taken(path: &Path, refused: Option<&anyhow::Error>) {
    let file = path.display();
    match refused {
        None => info!(target: "evt", id = 5006, name = "crl.refreshed", %file),
        Some(why) => {
            let why = format!("{why:#}");
            error!(target: "evt", id = 5006, name = "crl.refused", %file, why);
        }
    }
}

/// An authority has no revocation list, or one older than it should be.
pub(crate) fn crl_stale() {
    error!(target: "evt", id = 5007, name = "crl.stale");
}

/// The vault's own limits stopped a release.
pub(crate) fn vault_quota(kiosk: KioskId) {
    warn!(target: "evt", id = 5008, name = "vault.quota", %kiosk);
}

/// The vault noticed something that should not be.
pub(crate) fn vault_alarm(failure: &code_vault::VaultError) {
    error!(target: "evt", id = 5011, name = "vault.alarm", why = %failure);
}

/// The program began to listen.
pub(crate) fn backend_start() {
    let version = env!("CARGO_PKG_VERSION");
    info!(target: "evt", id = 5012, name = "backend.start", version);
}

/// The program stopped by itself.
pub(crate) fn backend_stop() {
    info!(target: "evt", id = 5013, name = "backend.stop");
}

/// The key-encryption key is a file: whoever copies it has every code.
pub(crate) fn key_in_file() {
    warn!(
        target: "evt", id = 5014, name = "vault.key_in_file",
        "the vault's key is a FILE on this machine: for trials only, never for real codes"
    );
}

/// A kiosk asked to be enrolled.
pub(crate) fn enrolment_received(asset_tag: &str) {
    info!(target: "evt", id = 5015, name = "enrolment.received", asset_tag);
}

/// An enrolment was refused.
pub(crate) fn enrolment_refused(code: ProblemCode) {
    warn!(target: "evt", id = 5016, name = "enrolment.refused", code = code.slug());
}

/// A request was refused for a reason of the rules.
pub(crate) fn request_refused(kiosk: KioskId, op: &'static str, code: ProblemCode) {
    info!(target: "evt", id = 5017, name = "request.refused", %kiosk, op, code = code.slug());
}

/// Something the service needs did not work.
pub(crate) fn failure(op: &'static str, why: &anyhow::Error) {
    let why = format!("{why:#}");
    error!(target: "evt", id = 5018, name = "backend.failure", op, why);
}

/// Sessions ended by the clock.
pub(crate) fn sessions_expired(count: usize) {
    info!(target: "evt", id = 5019, name = "session.expired", count);
}

/// Issued PINs destroyed after their activation.
pub(crate) fn pins_erased(count: usize) {
    info!(target: "evt", id = 5020, name = "vault.erased", count);
}

/// A kiosk asked how a card stands: which card, nobody can tell from it.
pub(crate) fn card_checked(kiosk: KioskId, check: CardCheck) {
    let (standing, certificate) = (check.standing, check.certificate);
    info!(target: "evt", id = 5021, name = "card.checked", %kiosk, ?standing, ?certificate);
}

/// Kiosks may fetch another card profile bundle.
pub(crate) fn profiles_published(version: u64) {
    info!(target: "evt", id = 5022, name = "profiles.published", version);
}

/// The file of the card profile bundle is not published; what was before still is.
pub(crate) fn profiles_refused(path: &Path, why: &anyhow::Error) {
    let (file, why) = (path.display(), format!("{why:#}"));
    error!(target: "evt", id = 5023, name = "profiles.refused", %file, why);
}

/// The last eight digits of a session id: the first ones are only the time.
fn sid8(session: SessionId) -> String {
    let text = session.0.simple().to_string();
    text[text.len() - 8..].to_owned()
}
