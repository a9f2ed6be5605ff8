// SPDX-License-Identifier: EUPL-1.2
//! One citizen's whole way through the tables.

use activation_protocol::ProblemCode as P;
use activation_rules::{
    ActivationState, CardStatus, Command, EvidenceKind, JobKind, Resolution, Rows, SessionState,
    Timestamp, decide,
};
use activation_store::{Address, SHARDS, Shard};

use crate::world::{
    CITIZEN, NEW, OLD, START, World, activation, open, opening, receipt_code, session, status,
};

#[tokio::test]
async fn what_was_decided_is_what_is_read_again() {
    let world = World::new().await;
    let mut expected = world.rows(Address::Card(OLD)).await;
    let address = Address::Opening {
        citizen: CITIZEN,
        session: session(1),
    };
    let policy = activation_rules::Policy::default();
    let command = Command::OpenSession(opening(1, OLD));
    expected.apply(&decide(&expected, &command, START, &policy).ops);
    world.ask(address, &command, START).await.expect("opens");
    assert_eq!(world.rows(address).await, expected);
}

#[tokio::test]
async fn an_activation_leaves_cards_evidence_and_jobs_behind() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.confirm(1).await.expect("confirms");
    let rows = world.rows(Address::Receipt(receipt_code())).await;
    assert_eq!(status(&rows, OLD), CardStatus::Superseded);
    assert_eq!(status(&rows, NEW), CardStatus::Active);
    assert_eq!(rows.activations[0].state, ActivationState::Confirmed);
    assert_eq!(rows.sessions[0].state, SessionState::Closed);
    assert_eq!(rows.releases[0].resolution, Resolution::Proven);
    let kinds: Vec<_> = rows.evidence.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [EvidenceKind::OldAuth, EvidenceKind::NewProof]);
    assert_eq!(rows.jobs.len(), JobKind::ALL.len());
}

#[tokio::test]
async fn rows_survive_a_restart_whole() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.confirm(1).await.expect("confirms");
    let before = world.rows(Address::Card(NEW)).await;
    let reopened = open(&world.folder).await;
    let after = reopened.read(Address::Activation(activation())).await;
    assert_eq!(after.expect("works"), Some(before));
}

#[tokio::test]
async fn nobody_is_found_by_what_nobody_has() {
    let world = World::new().await;
    let stranger = Address::Session(session(9));
    assert_eq!(world.store.read(stranger).await.expect("works"), None);
    assert_eq!(world.prove_old(9).await, Err(P::NotFound));
}

#[tokio::test]
async fn a_session_name_taken_by_somebody_else_is_refused() {
    let world = World::new().await;
    world.open(1).await.expect("opens");
    let other = Address::Opening {
        citizen: activation_rules::Citizen([0xD2; 16]),
        session: session(1),
    };
    let command = Command::OpenSession(opening(1, OLD));
    assert_eq!(world.ask(other, &command, START).await, Err(P::WrongState));
}

#[tokio::test]
async fn every_step_hangs_on_the_audit_chain() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.confirm(1).await.expect("confirms");
    for shard in (0..SHARDS).map(Shard) {
        let broken = world.store.broken_audit_entry(shard).await;
        assert_eq!(broken.expect("works"), None);
    }
    let pool = sqlx::SqlitePool::connect(&world.url())
        .await
        .expect("opens");
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit")
        .fetch_one(&pool)
        .await
        .expect("counts");
    assert_eq!(count, 5, "opened, proven, bound, released, confirmed");
    sqlx::query("UPDATE audit SET body = '{}' WHERE seq = 3")
        .execute(&pool)
        .await
        .expect("tampers");
    let shard = Shard(CITIZEN.0[0] % SHARDS);
    let broken = world.store.broken_audit_entry(shard).await;
    assert_eq!(broken.expect("works"), Some(3));
}

#[tokio::test]
async fn a_closure_that_decides_nothing_writes_nothing() {
    let world = World::new().await;
    world.open(1).await.expect("opens");
    let before: Rows = world.rows(Address::Session(session(1))).await;
    world.open(1).await.expect("the same answer");
    let late = Timestamp(START.0 + 1);
    let address = Address::Session(session(1));
    let command = Command::Abort(activation_rules::Abort {
        session: session(1),
        kiosk: activation_protocol::KioskId::from_bytes([0xB2; 16]),
        no_write: true,
        wrong_pin: false,
    });
    assert_eq!(world.ask(address, &command, late).await, Err(P::NotFound));
    assert_eq!(world.rows(address).await, before);
}
