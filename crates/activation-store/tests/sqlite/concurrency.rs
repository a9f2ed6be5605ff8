// SPDX-License-Identifier: EUPL-1.2
//! Many at once, and a crash in between.

use std::sync::Arc;

use activation_protocol::messages::ConfirmationStatus;
use activation_rules::{CardStatus, Reply};
use activation_store::Address;
use tokio::task::JoinSet;

use crate::world::{NEW, OLD, World, activation, open, status};

const TASKS: u8 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_confirmations_at_once_confirm_once() {
    let world = Arc::new(World::new().await);
    world.up_to_release(1).await;
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let world = Arc::clone(&world);
        tasks.spawn(async move { world.confirm(1).await });
    }
    let answers = tasks.join_all().await;
    let confirmed = |wanted| {
        answers
            .iter()
            .filter(|answer| matches!(answer, Ok(Reply::Confirmed(done)) if done.status == wanted))
            .count()
    };
    assert_eq!(confirmed(ConfirmationStatus::Confirmed), 1);
    assert_eq!(confirmed(ConfirmationStatus::AlreadyConfirmed), 7);
    let rows = world.rows(Address::Activation(activation())).await;
    assert_eq!(rows.evidence.len(), 2);
    assert_eq!(rows.jobs.len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_openings_of_one_session_make_one_session() {
    let world = Arc::new(World::new().await);
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let world = Arc::clone(&world);
        tasks.spawn(async move { world.open(1).await });
    }
    let mut answers = tasks.join_all().await;
    answers.dedup();
    assert_eq!(answers.len(), 1, "all are answered alike");
    assert!(answers[0].is_ok());
    assert_eq!(world.rows(Address::Card(OLD)).await.sessions.len(), 1);
}

/// Two programs share the file, so that the queue of one does not hide the lock of the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_totems_and_two_programs_activate_one_citizen_once() {
    let first = World::new().await;
    let store = open(&first.folder).await;
    let first = Arc::new(first);
    let second = Arc::new(World {
        folder: tempfile::tempdir().expect("a folder"),
        store,
    });
    let mut tasks = JoinSet::new();
    for n in 1..=TASKS {
        let world = Arc::clone(if n % 2 == 0 { &first } else { &second });
        tasks.spawn(async move {
            world.open(n).await?;
            world.prove_old(n).await?;
            world.show_new(n).await?;
            world.release(n).await?;
            world.confirm(n).await
        });
    }
    let answers = tasks.join_all().await;
    let confirmed = answers.iter().filter(|answer| answer.is_ok()).count();
    assert!(confirmed >= 1, "{answers:?}");
    let rows = first.rows(Address::Activation(activation())).await;
    assert_eq!(status(&rows, OLD), CardStatus::Superseded);
    assert_eq!(status(&rows, NEW), CardStatus::Active);
    assert_eq!(rows.jobs.len(), 4);
    let releases = rows.releases.len();
    assert_eq!(usize::from(rows.activations[0].releases), releases);
}

#[tokio::test]
async fn a_request_dropped_in_the_middle_leaves_nothing() {
    let world = World::new().await;
    let pool = sqlx::SqlitePool::connect(&world.url())
        .await
        .expect("opens");
    for polls in 1..40 {
        if poll_times(world.open(1), polls).await {
            break;
        }
        let written: (i64, i64, i64) = sqlx::query_as(WRITTEN)
            .fetch_one(&pool)
            .await
            .expect("counts");
        assert!([(0, 0, 0), (1, 1, 1)].contains(&written), "{written:?}");
    }
    world.open(1).await.expect("opens after all");
}

/// The three rows of an opened session, as of one moment.
const WRITTEN: &str = "SELECT (SELECT COUNT(*) FROM session), \
     (SELECT COUNT(*) FROM session_lookup), (SELECT COUNT(*) FROM audit)";

/// Polls a future so often and drops it. Whether it ended.
async fn poll_times<F: Future>(future: F, times: usize) -> bool {
    let mut future = Box::pin(future);
    for _ in 0..times {
        let ended =
            std::future::poll_fn(|cx| std::task::Poll::Ready(future.as_mut().poll(cx).is_ready()));
        if ended.await {
            return true;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    false
}

#[tokio::test]
async fn a_closure_that_panics_leaves_nothing() {
    let world = Arc::new(World::new().await);
    let inside = Arc::clone(&world);
    let crashed = tokio::spawn(async move {
        inside
            .store
            .transact(Address::Card(OLD), |_| panic!("crash between"))
            .await
    });
    assert!(crashed.await.expect_err("it crashed").is_panic());
    world.up_to_release(1).await;
    world.confirm(1).await.expect("the store still works");
}
