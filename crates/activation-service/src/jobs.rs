// SPDX-License-Identifier: EUPL-1.2
//! What the backend does by itself: ends old sessions, forgets, erases used PINs, reads trust and
//! card profiles again.

mod card_profiles;
mod due;
mod expiry;
mod trust;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use tokio::time::{MissedTickBehavior, interval};

use crate::events;
use crate::service::Service;

/// Starts all of them; they end with the runtime.
pub(crate) fn start(service: &Arc<Service>) {
    every(EXPIRY, "expiry", Arc::clone(service), expiry::end_sessions);
    every(FORGET, "forget", Arc::clone(service), expiry::forget);
    every(DUE, "jobs", Arc::clone(service), due::work_off);
    every(RELOAD, "trust", Arc::clone(service), trust::reload);
    every(
        RELOAD,
        "profiles",
        Arc::clone(service),
        card_profiles::reload,
    );
    every(ALARM, "trust", Arc::clone(service), trust::raise_alarm);
}

/// One failure does not end a job, nor does a panic: it is said, and the next turn comes.
fn every<S, F>(
    period: Duration,
    op: &'static str,
    service: Arc<S>,
    work: impl Fn(Arc<S>) -> F + Send + 'static,
) where
    S: Send + Sync + 'static,
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    tokio::spawn(async move {
        let mut turns = interval(period);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            turns.tick().await;
            let turn = tokio::spawn(work(Arc::clone(&service)));
            if let Err(error) = turn.await.unwrap_or_else(|_| Err(anyhow!("panicked"))) {
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_job_goes_on_after_a_failure_and_after_a_panic() {
        let turns = Arc::new(AtomicU32::new(0));
        let millisecond = Duration::from_millis(1);
        every(
            millisecond,
            "test",
            Arc::clone(&turns),
            |turns| async move {
                match turns.fetch_add(1, Ordering::SeqCst) {
                    0 => Err(anyhow!("failed")),
                    1 => panic!("the test's own"),
                    _ => Ok(()),
                }
            },
        );
        while turns.load(Ordering::SeqCst) < 4 {
            tokio::time::sleep(millisecond).await;
        }
    }
}
