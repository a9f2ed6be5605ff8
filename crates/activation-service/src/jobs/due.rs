// SPDX-License-Identifier: EUPL-1.2
//! The jobs an activation leaves behind. The vault's is done here; those for the certification
//! authority and for notices wait for an adapter and stay pending.

use std::sync::Arc;

use activation_rules::{JobKind, JobRow, JobState, Timestamp};
use anyhow::Result;
use code_vault::SecretKind;
use time::Duration;

use crate::service::Service;
use crate::{clock, events};

/// Works off what is due.
pub(super) async fn work_off(service: Arc<Service>) -> Result<()> {
    let now = clock::now();
    let mut erased = 0;
    for (citizen, job) in service.store.due_jobs(now, AT_ONCE).await? {
        let settled = match job.kind {
            JobKind::VaultErase => {
                erase(&service, &job).await?;
                erased += 1;
                JobRow {
                    state: JobState::Done,
                    attempts: job.attempts.saturating_add(1),
                    ..job
                }
            }
            JobKind::CaUnhold | JobKind::CaRevoke | JobKind::Notify => later(job, now),
        };
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

fn later(job: JobRow, now: Timestamp) -> JobRow {
    JobRow {
        run_at: now.plus(WAIT_FOR_ADAPTER),
        ..job
    }
}

const AT_ONCE: u32 = 100;
const WAIT_FOR_ADAPTER: Duration = Duration::hours(1);
