// SPDX-License-Identifier: EUPL-1.2
//! What time alone brings about.

use activation_rules::{
    Command, ExpireSession, JobKind, JobRow, JobState, SessionState, Timestamp,
};
use activation_store::Address;

use crate::world::{CITIZEN, OLD, START, World, session};

const DAY: i64 = 24 * 3600;

fn later(seconds: i64) -> Timestamp {
    Timestamp(START.0 + seconds)
}

#[tokio::test]
async fn an_unfinished_session_falls_due_and_a_released_one_does_not() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.open(2).await.expect("opens");
    assert_eq!(overdue(&world, later(1800)).await, []);
    assert_eq!(overdue(&world, later(1801)).await, [session(2)]);
    let expire = Command::ExpireSession(ExpireSession {
        session: session(2),
    });
    let address = Address::Session(session(2));
    world
        .ask(address, &expire, later(1801))
        .await
        .expect("ends");
    assert_eq!(overdue(&world, later(1801)).await, []);
}

#[tokio::test]
async fn sealed_bytes_are_forgotten_after_their_time() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.store.forget(later(900)).await.expect("works");
    assert!(sealed(&world).await);
    world.store.forget(later(901)).await.expect("works");
    assert!(!sealed(&world).await);
}

#[tokio::test]
async fn an_ended_session_is_forgotten_after_thirty_days_and_its_evidence_is_not() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.confirm(1).await.expect("confirms");
    world.open(2).await.expect_err("nothing is left to do");
    world
        .store
        .forget(later(1800 + 30 * DAY))
        .await
        .expect("works");
    assert_eq!(world.rows(Address::Card(OLD)).await.sessions.len(), 1);
    world
        .store
        .forget(later(1801 + 30 * DAY))
        .await
        .expect("works");
    let rows = world.rows(Address::Card(OLD)).await;
    assert_eq!(rows.sessions, []);
    assert_eq!(rows.evidence.len(), 2);
    let gone = world.store.read(Address::Session(session(1))).await;
    assert_eq!(gone.expect("works"), None);
}

#[tokio::test]
async fn a_session_with_a_release_is_kept_for_its_proof() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.store.forget(later(60 * DAY)).await.expect("works");
    let rows = world.rows(Address::Session(session(1))).await;
    assert_eq!(rows.sessions[0].state, SessionState::Released);
}

#[tokio::test]
async fn jobs_fall_due_until_they_are_settled() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.confirm(1).await.expect("confirms");
    for kind in JobKind::ALL {
        let [job] = due(&world, *kind, START)
            .await
            .try_into()
            .expect("one each");
        let later = JobRow {
            attempts: 1,
            run_at: later(60),
            ..job
        };
        settle(&world, &later).await;
    }
    assert_eq!(due(&world, JobKind::Notify, START).await, []);
    let [job] = due(&world, JobKind::Notify, later(60))
        .await
        .try_into()
        .expect("due again");
    assert_eq!(job.attempts, 1);
    let state = JobState::Done;
    settle(&world, &JobRow { state, ..job }).await;
    assert_eq!(due(&world, JobKind::Notify, later(60)).await, []);
    assert_eq!(due(&world, JobKind::VaultErase, later(60)).await.len(), 1);
}

async fn due(world: &World, kind: JobKind, now: Timestamp) -> Vec<JobRow> {
    let due = world.store.due_jobs(kind, now, 10).await.expect("works");
    assert!(due.iter().all(|(citizen, _)| *citizen == CITIZEN));
    due.into_iter().map(|(_, job)| job).collect()
}

async fn settle(world: &World, job: &JobRow) {
    let settled = world.store.settle_job(CITIZEN, job);
    settled.await.expect("works");
}

async fn overdue(world: &World, now: Timestamp) -> Vec<activation_protocol::SessionId> {
    world.store.overdue_sessions(now, 10).await.expect("works")
}

async fn sealed(world: &World) -> bool {
    let rows = world.rows(Address::Session(session(1))).await;
    rows.releases[0].sealed.is_some()
}
