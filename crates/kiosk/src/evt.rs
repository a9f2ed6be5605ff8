// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The event catalogue in the log: stable ids, typed fields. The only place that writes a session's
//! event, so that nothing personal can slip in.

use activation_protocol::SessionId;
use cns_card::Fingerprint;
use kiosk_session::LogEvent;
use tracing::{error, info, warn};

/// Writes one event of the session machine.
pub(crate) fn session(event: LogEvent, session: Option<SessionId>) {
    let id = event.id();
    let sid8 = session.map(short).unwrap_or_default();
    match event {
        LogEvent::SessionOpen => info!(target: "evt", id, sid8, "session.open"),
        LogEvent::SessionEnd {
            outcome,
            duration_s,
            extensions,
        } => {
            let outcome = outcome.code();
            info!(target: "evt", id, sid8, outcome, duration_s, extensions, "session.end");
        }
        LogEvent::CardInserted(slot) => {
            info!(target: "evt", id, sid8, slot = slot.0, "card.inserted");
        }
        LogEvent::CardRemoved(slot) => {
            info!(target: "evt", id, sid8, slot = slot.0, "card.removed");
        }
        LogEvent::CardUnreadable => warn!(target: "evt", id, sid8, "card.unreadable"),
        LogEvent::CardLeft => warn!(target: "evt", id, sid8, "card.left"),
        LogEvent::OldPinResult(class) => {
            info!(target: "evt", id, sid8, ?class, "pin.old.result");
        }
        LogEvent::OldProofSent => info!(target: "evt", id, sid8, "oldproof.sent"),
        LogEvent::ReleaseResult {
            mode,
            release_no,
            ok,
        } => {
            let n = release_no.0;
            info!(target: "evt", id, sid8, ?mode, n, ok, "release.result");
        }
        LogEvent::VaultSignatureBad => error!(target: "evt", id, sid8, "release.vault_sig_bad"),
        LogEvent::PinSetResult { sw } if sw == SUCCESS => {
            info!(target: "evt", id, sid8, sw = %Hex(sw), "pinset.result");
        }
        LogEvent::PinSetResult { sw } => {
            warn!(target: "evt", id, sid8, sw = %Hex(sw), "pinset.result");
        }
        LogEvent::PinSetAmbiguous => warn!(target: "evt", id, sid8, "pinset.ambiguous"),
        LogEvent::PinSetCardChanged => error!(target: "evt", id, sid8, "pinset.id_changed"),
        LogEvent::ProofStored => info!(target: "evt", id, sid8, "proof.stored"),
        LogEvent::ConfirmResult { ok } => {
            info!(target: "evt", id, sid8, ok, "confirm.result");
        }
        LogEvent::PrintResult { ok } => info!(target: "evt", id, sid8, ok, "print.result"),
        LogEvent::CheckOpen => info!(target: "evt", id, "check.open"),
        LogEvent::CheckEnd {
            found,
            proof,
            duration_s,
        } => {
            let found = found.map(tracing::field::debug);
            info!(target: "evt", id, found, ?proof, duration_s, "check.end");
        }
        LogEvent::Unexpected => warn!(target: "evt", id, sid8, "fsm.unexpected"),
    }
}

/// What happens to the device itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DeviceEvent {
    /// 1001
    AppStart {
        /// Their version.
        card_profiles: u64,
    },
    /// 1002
    ServiceOut(kiosk_session::Fault),
    /// 1003
    ServiceBack(kiosk_session::Fault),
    /// 1010
    JournalQuarantined,
    /// 1011
    SlowCommit {
        /// Milliseconds.
        ms: u64,
    },
    /// 1020
    ClockSkew {
        /// Ours minus the server's.
        seconds: i64,
    },
    /// 1030
    ProfilesReplaced {
        /// The version used from now on.
        version: u64,
    },
    /// 1031, security
    ProfilesRefused {
        /// In a word.
        reason: &'static str,
    },
    /// 3001
    OutboxDead,
    /// 3002
    NetUnreachable,
}

/// Writes one event of the device.
pub(crate) fn device(event: DeviceEvent) {
    match event {
        DeviceEvent::AppStart { card_profiles } => {
            let version = env!("CARGO_PKG_VERSION");
            info!(target: "evt", id = 1001, version, card_profiles, "app.start");
        }
        DeviceEvent::ServiceOut(reason) => {
            warn!(target: "evt", id = 1002, ?reason, "service.out");
        }
        DeviceEvent::ServiceBack(reason) => {
            info!(target: "evt", id = 1003, ?reason, "service.back");
        }
        DeviceEvent::JournalQuarantined => error!(target: "evt", id = 1010, "journal.quarantined"),
        DeviceEvent::SlowCommit { ms } => {
            warn!(target: "evt", id = 1011, ms, "journal.slow_commit");
        }
        DeviceEvent::ClockSkew { seconds } => {
            warn!(target: "evt", id = 1020, seconds, "clock.skew");
        }
        DeviceEvent::ProfilesReplaced { version } => {
            info!(target: "evt", id = 1030, version, "profiles.replaced");
        }
        DeviceEvent::ProfilesRefused { reason } => {
            error!(target: "evt", id = 1031, reason, "profiles.refused");
        }
        DeviceEvent::OutboxDead => error!(target: "evt", id = 3001, "outbox.dead"),
        DeviceEvent::NetUnreachable => warn!(target: "evt", id = 3002, "net.unreachable"),
    }
}

/// 2015: a card of a generation that is not known, so that it can become a known one. Its answer to
/// reset and its status words are those of every card of its make.
pub(crate) fn unknown_card(fingerprint: &Fingerprint) {
    warn!(target: "evt", id = 2015, %fingerprint, "card.unknown");
}

/// Enough of a session id to follow one visit through a log.
fn short(session: SessionId) -> String {
    let text = session.0.simple().to_string();
    // The tail: the head of a UUIDv7 is a clock.
    text[text.len() - 8..].to_owned()
}

struct Hex(u16);

impl std::fmt::Display for Hex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

const SUCCESS: u16 = 0x9000;
