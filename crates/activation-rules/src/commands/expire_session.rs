// SPDX-License-Identifier: EUPL-1.2
//! `ExpireSession`: nobody came back in time. Like an abort before a release.

use activation_protocol::{ProblemCode, SessionId};

use crate::commands::abort;
use crate::decision::Step;
use crate::{Decision, Reply, Rows, SessionState, Timestamp};

/// The backend's own clockwork asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExpireSession {
    /// The session.
    pub session: SessionId,
}

impl ExpireSession {
    pub(crate) fn decide(self, rows: &Rows, now: Timestamp) -> Step {
        let session = rows.session(self.session).ok_or(ProblemCode::NotFound)?;
        let unfinished = match session.state {
            SessionState::Open
            | SessionState::OpenConfirm
            | SessionState::OldOk
            | SessionState::Bound => true,
            SessionState::Released | SessionState::Closed | SessionState::Aborted => false,
        };
        if unfinished && session.expires_at < now {
            return Ok(abort::end(rows, session, false, now));
        }
        Ok(Decision::unchanged(Reply::Done))
    }
}
