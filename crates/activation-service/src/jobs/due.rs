// SPDX-License-Identifier: EUPL-1.2
//! The jobs an activation leaves behind. The vault's is done here; those for the certification
//! authority and for notices stay pending until there is somebody who does them.

use std::sync::Arc;

use activation_rules::{JobKind, JobRow, JobState, Timestamp};
use anyhow::Result;
use code_vault::SecretKind;
use time::Duration;

use crate::service::Service;
use crate::{clock, events};

/// Destroys the issued PINs of cards that are active now. One that cannot be destroyed is said,
/// tried again later, and holds up no other.
pub(super) async fn work_off(service: Arc<Service>) -> Result<()> {
    let (now, kind) = (clock::now(), JobKind::VaultErase);
    let mut erased = 0;
    for (citizen, job) in service.store.due_jobs(kind, now, AT_ONCE).await? {
        let done = erase(&service, &job).await;
        match &done {
            Ok(()) => erased += 1,
            Err(error) => events::failure(kind.name(), error),
        }
        let settled = settled(job, done.is_ok(), now);
        service.store.settle_job(citizen, &settled).await?;
    }
    if erased > 0 {
        events::pins_erased(erased);
    }
    Ok(())
}

async fn erase(service: &Service, job: &JobRow) -> Result<()> {
    let card = job.card;
    let erased = service.with_vault(move |vault| {
        let records = vault.records();
        records.erase(card, SecretKind::IssuedPin)
    });
    Ok(erased.await?)
}

/// How the job stands after one more attempt; never given up.
fn settled(job: JobRow, is_done: bool, now: Timestamp) -> JobRow {
    let attempts = job.attempts.saturating_add(1);
    if is_done {
        let state = JobState::Done;
        return JobRow {
            state,
            attempts,
            ..job
        };
    }
    let wait = WAIT * i32::from(attempts);
    JobRow {
        attempts,
        run_at: now.plus(wait.min(WAIT_MAX)),
        ..job
    }
}

const AT_ONCE: u32 = 100;
const WAIT: Duration = Duration::minutes(1);
const WAIT_MAX: Duration = Duration::hours(1);

#[cfg(test)]
mod tests {
    use activation_protocol::{ActivationId, CardId};

    use super::*;

    #[test]
    fn what_could_not_be_erased_waits_longer_each_time_and_is_never_given_up() {
        let mut job = JobRow {
            activation: ActivationId::from_bytes([1; 16]),
            kind: JobKind::VaultErase,
            card: CardId([2; 32]),
            state: JobState::Pending,
            attempts: 0,
            run_at: Timestamp(0),
        };
        for (attempts, wait) in [(1, 60), (2, 120), (3, 180)] {
            job = settled(job, false, Timestamp(1000));
            assert_eq!(
                (job.attempts, job.run_at),
                (attempts, Timestamp(1000 + wait))
            );
        }
        job.attempts = u16::MAX;
        job = settled(job, false, Timestamp(1000));
        assert_eq!(job.run_at, Timestamp(1000 + 3600));
        assert_eq!(job.state, JobState::Pending);
        assert_eq!(settled(job, true, Timestamp(2000)).state, JobState::Done);
    }
}
