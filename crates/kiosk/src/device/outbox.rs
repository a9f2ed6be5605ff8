// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What waits for the network is delivered one message at a time, without a citizen.

use std::sync::Arc;
use std::time::Duration;

use activation_client::{ActivationClient, ClientError, Patience, backoff};
use kiosk_journal::{Delivery, Due, Settled};
use kiosk_session::Fault;

use super::Device;
use crate::clock::Clock;
use crate::evt::{self, DeviceEvent};
use crate::input::Input;

impl Device {
    /// Milliseconds until the next message is due, if there is one and none is under way.
    pub(super) fn outbox_due_in(&self) -> Option<u64> {
        if self.delivering || self.backend.is_none() || self.is_journal_broken() {
            return None;
        }
        let at = self.journal.as_ref()?.next_due_at().ok().flatten()?;
        Some(at.saturating_sub(Clock::wall_ms()))
    }

    /// The citizen's own call has failed: what it should have said is due at once.
    pub(super) fn deliver_now(&mut self) {
        let now_ms = Clock::wall_ms();
        let session = self.totem.session();
        if let Some((journal, session)) = self.journal.as_mut().zip(session)
            && let Err(error) = journal.hurry(session, now_ms)
        {
            self.raise(super::journal::fault_of(&error));
        }
        self.deliver_next();
    }

    pub(super) fn deliver_next(&mut self) {
        if self.delivering || self.is_journal_broken() {
            return;
        }
        let due = match self
            .journal
            .as_ref()
            .map(|it| it.next_due(Clock::wall_ms()))
        {
            Some(Ok(Some(due))) => due,
            Some(Err(error)) => {
                self.raise(super::journal::fault_of(&error));
                return;
            }
            Some(Ok(None)) | None => return,
        };
        let Some(backend) = &self.backend else {
            return;
        };
        let (client, inbox) = (Arc::clone(&backend.client), self.inbox.clone());
        self.delivering = true;
        self.runtime.spawn(async move {
            let result = deliver(&client, &due.delivery).await;
            inbox.send(Input::Delivered(Box::new(due), result));
        });
    }

    pub(super) fn delivered(&mut self, due: &Due, result: Result<(), ClientError>) {
        self.delivering = false;
        let now_ms = Clock::wall_ms();
        let settled = match &result {
            Ok(()) => Settled::Sent,
            Err(error) => self.after_failure(due, error, now_ms),
        };
        if settled == Settled::Dead {
            evt::device(DeviceEvent::OutboxDead);
        }
        let Some(journal) = &mut self.journal else {
            return;
        };
        if let Err(error) = journal.settle(due, settled, now_ms) {
            self.raise(super::journal::fault_of(&error));
            return;
        }
        self.deliver_next();
    }

    fn after_failure(&mut self, due: &Due, error: &ClientError, now_ms: u64) -> Settled {
        let age_ms = now_ms.saturating_sub(due.queued_ms);
        if let ClientError::Problem(problem) = error {
            if matches!(problem.status, 401 | 403) {
                self.raise(Fault::NotEnrolled);
            } else if !problem.retryable {
                return Settled::Dead;
            }
        }
        // A clock that jumped makes nothing old.
        if age_ms > due.delivery.lifetime_ms() && !self.faults.contains(&Fault::Clock) {
            return Settled::Dead;
        }
        let pause = backoff(due.attempts, BASE, CAP);
        let pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        Settled::Retry(now_ms + pause_ms.max(LEAST_PAUSE_MS))
    }
}

async fn deliver(client: &ActivationClient, delivery: &Delivery) -> Result<(), ClientError> {
    let patience = Patience::once(Duration::from_secs(8));
    match delivery {
        Delivery::Confirm { activation, body } => client
            .confirm(*activation, body, &patience)
            .await
            .map(|_| ()),
        Delivery::Abort { session, body } => client.abort(*session, body, &patience).await,
        Delivery::Report {
            activation,
            release,
            body,
        } => client.report(*activation, *release, body, &patience).await,
    }
}

const BASE: Duration = Duration::from_secs(2);
const CAP: Duration = Duration::from_secs(15 * 60);
const LEAST_PAUSE_MS: u64 = 500;
