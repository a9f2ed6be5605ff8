// SPDX-License-Identifier: EUPL-1.2
//! What the backend does by itself: ends old sessions, forgets, erases used PINs, reads trust
//! again.

mod due;
mod expiry;
mod trust;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::events;
use crate::service::Service;

/// Starts all of them; they end with the runtime.
pub(crate) fn start(service: &Arc<Service>) {
    every(EXPIRY, "expiry", Arc::clone(service), expiry::end_sessions);
    every(FORGET, "forget", Arc::clone(service), expiry::forget);
    every(DUE, "jobs", Arc::clone(service), due::work_off);
    every(RELOAD, "trust", Arc::clone(service), trust::reload);
    every(ALARM, "trust", Arc::clone(service), trust::raise_alarm);
}

/// One failure does not end a job: it is said, and the next turn comes.
fn every<F>(
    period: Duration,
    op: &'static str,
    service: Arc<Service>,
    work: impl Fn(Arc<Service>) -> F + Send + 'static,
) where
    F: Future<Output = anyhow::Result<()>> + Send,
{
    tokio::spawn(async move {
        let mut turns = interval(period);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            turns.tick().await;
            if let Err(error) = work(Arc::clone(&service)).await {
                events::failure(op, &error);
            }
        }
    });
}

const EXPIRY: Duration = Duration::from_secs(10);
const FORGET: Duration = Duration::from_secs(60);
const DUE: Duration = Duration::from_secs(1);
const RELOAD: Duration = Duration::from_secs(1);
const ALARM: Duration = Duration::from_secs(600);
