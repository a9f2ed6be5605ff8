// SPDX-License-Identifier: EUPL-1.2
//! `Abort`: the kiosk gave up. A2 before a release; after one, A10 at most, never a cancellation:
//! a proof may still come.

use activation_protocol::{KioskId, SessionId};

use crate::commands::report::resolve_unused;
use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEvent, Decision, Reply, RowOp, Rows, SessionRow,
    SessionState, Timestamp,
};

/// The facts of the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Abort {
    /// The session.
    pub session: SessionId,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// The kiosk's journal proves that no card was written since the last release.
    pub no_write: bool,
    /// A wrong PIN was typed too often.
    pub wrong_pin: bool,
}

impl Abort {
    pub(crate) fn decide(&self, rows: &Rows, now: Timestamp) -> Step {
        let session = rows.session_at(self.session, self.kiosk)?;
        Ok(match session.state {
            SessionState::Released if self.no_write => no_write(rows, session, now),
            SessionState::Released | SessionState::Closed | SessionState::Aborted => {
                Decision::unchanged(Reply::Done)
            }
            SessionState::Open
            | SessionState::OpenConfirm
            | SessionState::OldOk
            | SessionState::Bound => end(rows, session, self.wrong_pin, now),
        })
    }
}

/// A10 for the session's last release.
fn no_write(rows: &Rows, session: &SessionRow, now: Timestamp) -> Decision {
    let last = rows
        .releases
        .iter()
        .filter(|row| row.session == session.id)
        .max_by_key(|row| row.no);
    let ops = last.map_or_else(Vec::new, |release| resolve_unused(rows, release, now));
    Decision::accept(ops, Reply::Done)
}

/// Ends a session that obtained nothing. A2 if it holds the epoch.
pub(crate) fn end(rows: &Rows, session: &SessionRow, stopped: bool, now: Timestamp) -> Decision {
    let session = SessionRow {
        state: SessionState::Aborted,
        stopped,
        ..*session
    };
    let held = session
        .activation
        .and_then(|id| rows.activation(id))
        .filter(|row| row.epoch == Some(session.id))
        .filter(|row| row.state == ActivationState::Authorised);
    let mut ops = vec![RowOp::PutSession(session)];
    ops.extend(held.map(|row| {
        RowOp::PutActivation(ActivationRow {
            state: ActivationState::None,
            epoch: None,
            updated_at: now,
            ..*row
        })
    }));
    ops.push(RowOp::Audit(session.audit(AuditEvent::SessionAborted, now)));
    Decision::accept(ops, Reply::Done)
}
