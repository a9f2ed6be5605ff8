// SPDX-License-Identifier: EUPL-1.2
//! Sessions whose time is over, and what has been kept long enough.

use std::sync::Arc;

use activation_rules::{Command, ExpireSession, decide};
use activation_store::Address;
use anyhow::Result;

use crate::service::Service;
use crate::{clock, events};

/// Puts every overdue session to the rules.
pub(super) async fn end_sessions(service: Arc<Service>) -> Result<()> {
    let now = clock::now();
    let overdue = service.store.overdue_sessions(now, AT_ONCE).await?;
    for session in &overdue {
        let command = Command::ExpireSession(ExpireSession { session: *session });
        let ended = service
            .store
            .transact(Address::Session(*session), |rows| {
                decide(rows, &command, now, &service.rules)
            })
            .await?;
        // A refusal: a kiosk was faster, and there is nothing left to end.
        drop(ended);
    }
    if !overdue.is_empty() {
        events::sessions_expired(overdue.len());
    }
    Ok(())
}

/// Sealed bytes, answers and ended sessions past their time.
pub(super) async fn forget(service: Arc<Service>) -> Result<()> {
    Ok(service.store.forget(clock::now()).await?)
}

const AT_ONCE: u32 = 100;
