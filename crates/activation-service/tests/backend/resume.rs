// SPDX-License-Identifier: EUPL-1.2
//! The visit broke after the PIN was set: the new card alone completes it, at any kiosk.

use activation_protocol::messages::{ConfirmationStatus, Confirmed, Flow, SessionOpened};

use crate::backend::Backend;
use crate::visit::Visit;

#[tokio::test]
async fn the_new_card_completes_at_another_kiosk_after_a_restart() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (backend.deck.old.clone(), backend.deck.new.clone());
    Visit::released(&kiosk, &old, &new).await;
    let (folder, deck, _) = backend.stop();

    let backend = Backend::start_in(folder, deck);
    let other = backend.enrol("TT-0002").await;
    let mut visit = Visit::at(&other);
    let opened: SessionOpened = visit.open(&new).await.json();
    assert_eq!(opened.flow, Flow::ConfirmOnly);
    let proof = visit.new_proof(None, &new);
    let confirmed: Confirmed = visit.confirm_by(&new, &proof).await.json();
    assert_eq!(confirmed.status, ConfirmationStatus::Confirmed);
}

#[tokio::test]
async fn a_late_proof_of_the_first_kiosk_is_welcome() {
    let backend = Backend::start();
    let (first, second) = (
        backend.enrol("TT-0001").await,
        backend.enrol("TT-0002").await,
    );
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let broken = Visit::released(&first, old, new).await;
    let mut newer = Visit::bound(&second, old, new).await;
    assert_eq!(newer.release().await.status, 200);
    let confirmed: Confirmed = broken.confirm(old, new).await.json();
    assert_eq!(confirmed.status, ConfirmationStatus::Confirmed);
    let repeated: Confirmed = newer.confirm(old, new).await.json();
    assert_eq!(repeated.status, ConfirmationStatus::AlreadyConfirmed);
}

#[tokio::test]
async fn an_older_session_obtains_no_release_once_a_newer_one_is_authorised() {
    let backend = Backend::start();
    let (first, second) = (
        backend.enrol("TT-0001").await,
        backend.enrol("TT-0002").await,
    );
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let mut older = Visit::bound(&first, old, new).await;
    let _newer = Visit::bound(&second, old, new).await;
    assert_eq!(older.release().await.problem(), "session-superseded");
}
