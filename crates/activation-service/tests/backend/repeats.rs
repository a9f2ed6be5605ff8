// SPDX-License-Identifier: EUPL-1.2
//! Lost answers: the same request again gets the same answer and does nothing twice.

use std::time::Duration;

use activation_protocol::messages::{
    AbortReason, AbortRequest, Attempt, Bound, ConfirmationStatus, Confirmed, ReleaseReport,
    ReportResult, Verb, paths,
};
use activation_protocol::{ReleaseNo, SealedRelease};
use hyper::Method;
use uuid::Uuid;

use crate::backend::Backend;
use crate::visit::Visit;

#[tokio::test]
async fn every_step_can_be_repeated() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let mut visit = Visit::at(&kiosk);
    let opened = visit.open(old).await;
    assert_eq!(visit.open(old).await.body, opened.body);
    let authorised = visit.old_proof(old).await;
    assert_eq!(visit.old_proof(old).await.body, authorised.body);
    let bound = visit.new_card(new).await;
    assert_eq!(visit.new_card(new).await.body, bound.body);
    let released = visit.release().await;
    assert_eq!(visit.release().await.body, released.body);
    let first: Confirmed = visit.confirm(old, new).await.json();
    let again: Confirmed = visit.confirm(old, new).await.json();
    assert_eq!(first.status, ConfirmationStatus::Confirmed);
    assert_eq!(again.status, ConfirmationStatus::AlreadyConfirmed);
    assert_eq!(again.receipt_code, first.receipt_code);
}

#[tokio::test]
async fn requests_at_the_same_moment_do_it_once() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let mut visit = Visit::bound(&kiosk, old, new).await;
    let release = || visit.release_with(Verb::Normal, None);
    let (first, second, third) = tokio::join!(release(), release(), release());
    assert_eq!(first.status, 200, "{first:?}");
    assert!(first.body == second.body && second.body == third.body);

    visit.release().await;
    let confirm = || visit.confirm(old, new);
    let (first, second, third) = tokio::join!(confirm(), confirm(), confirm());
    let done = [first, second, third]
        .map(|answer| answer.json::<Confirmed>().status)
        .into_iter()
        .filter(|status| *status == ConfirmationStatus::Confirmed);
    assert_eq!(done.count(), 1);
}

#[tokio::test]
async fn a_key_is_for_one_request() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::bound(&kiosk, old, new).await;
    let key = Some("5f2d0f50-4f8b-4b3e-9d0c-5f6f6a4f0001");
    let first = visit.release_with(Verb::Normal, key).await;
    let again = visit.release_with(Verb::Normal, key).await;
    assert_eq!(first.status, 200, "{first:?}");
    assert_eq!(first.body, again.body);
    let other = visit.release_with(Verb::Repair, key).await;
    assert_eq!(other.problem(), "idempotency-key-reused");
    let senseless = visit.release_with(Verb::Normal, Some("no uuid")).await;
    assert_eq!(senseless.problem(), "malformed");
}

#[tokio::test]
async fn an_unused_release_leaves_the_next_visit_a_first_attempt() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    assert_eq!(visit.abort(true).await.status, 204);
    let next = Visit::bound(&kiosk, old, new).await;
    let bound: Bound = next.new_card(new).await.json();
    assert_eq!(bound.attempt, Attempt::First);
    let sealed: SealedRelease = next.release_with(Verb::Normal, None).await.json();
    assert_eq!(sealed.release_no, ReleaseNo(2));
}

#[tokio::test]
async fn a_release_of_which_nothing_is_known_makes_the_next_attempt_ambiguous() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    let path = paths::report(visit.activation.unwrap(), visit.release_no());
    let report = ReleaseReport {
        result: ReportResult::Unknown,
        sw: None,
    };
    assert_eq!(kiosk.client.put(&path, &report).await.status, 204);
    assert_eq!(kiosk.client.put(&path, &report).await.status, 204);
    let next = Visit::bound(&kiosk, old, new).await;
    let bound: Bound = next.new_card(new).await.json();
    assert_eq!(bound.attempt, Attempt::Ambiguous);
}

#[tokio::test]
async fn an_aborted_session_obtains_nothing_and_an_abort_of_nothing_is_not_found() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let mut visit = Visit::bound(&kiosk, old, new).await;
    assert_eq!(visit.abort(true).await.status, 204);
    assert_eq!(visit.abort(true).await.status, 204);
    assert_eq!(visit.release().await.problem(), "wrong-state");
    let nothing = paths::abort(Visit::at(&kiosk).sid);
    let request = AbortRequest {
        no_write: true,
        reason: AbortReason::Cancelled,
    };
    let answer = kiosk.client.post(&nothing, &request).await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (404, "not-found")
    );
}

#[tokio::test]
async fn a_request_that_was_dropped_with_its_connection_does_not_hold_its_key() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let mut visit = Visit::at(&kiosk);
    assert_eq!(visit.open(&backend.deck.old).await.status, 200);
    let (path, body) = (paths::abort(visit.sid), br#"{"no_write":true}"#.to_vec());
    for wait in 0..40_u32 {
        let key = Uuid::from_u128(u128::from(wait));
        let send = || {
            let key = Some(key.to_string());
            let (client, path, body) = (kiosk.client.clone(), path.clone(), body.clone());
            async move { client.send(Method::POST, &path, body, key.as_deref()).await }
        };
        let dropped = Duration::from_micros(250 * u64::from(wait));
        drop(tokio::time::timeout(dropped, send()).await);
        let mut statuses = Vec::new();
        while statuses.last() != Some(&204) {
            assert!(statuses.len() < 20, "after {dropped:?}: {statuses:?}");
            statuses.push(send().await.unwrap().status);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
