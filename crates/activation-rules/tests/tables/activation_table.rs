// SPDX-License-Identifier: EUPL-1.2
//! A1 to A8 and A10, row by row.

use activation_protocol::messages::{Attempt, ConfirmationStatus, ReportResult as R};
use activation_protocol::{ActivationId, KioskId, ProblemCode as P, ReleaseNo};
use activation_rules::{
    ActivationMode, ActivationState as A, CardStatus, Command, Confirm, JobKind, JobState,
    OldProof, Report, Resolution, RevokeOld, Signature,
};
use time::Duration;
use time::macros::date;

use crate::world::{
    ACTIVATION, KIOSK, NEW, OLD, START, World, attempt, confirmation, old_proof, released_no,
    session, status,
};

#[test]
fn a1_an_old_proof_makes_the_activation_and_takes_the_epoch() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    let row = world.activation();
    assert_eq!((row.state, row.epoch), (A::Authorised, Some(session(1))));
    assert_eq!((row.old_card, row.new_card), (OLD, NEW));
}

#[test]
fn a1_a_younger_session_takes_the_epoch_and_keeps_the_activation() {
    let mut world = World::released(1);
    world.wait(Duration::minutes(1));
    world.open(2).expect("good");
    let proof = Command::OldProof(OldProof {
        activation: ActivationId::from_bytes([0xFF; 16]),
        ..old_proof(2)
    });
    world.ask(&proof).expect("good");
    assert_eq!(world.rows.activations.len(), 1);
    let row = world.activation();
    assert_eq!((row.id, row.state), (ACTIVATION, A::Released));
    assert_eq!(row.epoch, Some(session(2)));
    assert_eq!(world.release(1), Err(P::SessionSuperseded));
}

#[test]
fn a1_a_late_proof_of_an_older_session_does_not_take_the_epoch_back() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.wait(Duration::minutes(1));
    world.open(2).expect("good");
    world.prove_old(2).expect("good");
    assert_eq!(world.prove_old(1), Err(P::SessionSuperseded));
    assert_eq!(world.activation().epoch, Some(session(2)));
}

#[test]
fn a2_a_late_abort_of_a_superseded_session_leaves_the_activation_alone() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    world.wait(Duration::minutes(1));
    world.open(2).expect("good");
    world.prove_old(2).expect("good");
    world.abort(1, false).expect("204");
    let row = world.activation();
    assert_eq!((row.state, row.epoch), (A::Authorised, Some(session(2))));
}

#[test]
fn a2_an_abort_never_cancels_a_release() {
    let mut world = World::released(1);
    world.abort(1, false).expect("204");
    assert_eq!(world.activation().state, A::Released);
    assert_eq!(status(world.confirm(1)), ConfirmationStatus::Confirmed);
}

#[test]
fn a3_and_a4_count_each_release_once() {
    let mut world = World::released(1);
    assert_eq!(
        (world.activation().releases, world.activation().unresolved),
        (1, 1)
    );
    world.wait(Duration::minutes(1));
    world.open(2).expect("good");
    world.prove_old(2).expect("good");
    assert_eq!(attempt(world.show_new(2)), Attempt::Ambiguous);
    assert_eq!(released_no(world.release(2)), 2);
    assert_eq!(
        (world.activation().releases, world.activation().unresolved),
        (2, 2)
    );
}

#[test]
fn a5_the_cards_change_places_with_evidence_and_jobs() {
    let mut world = World::released(1);
    assert_eq!(status(world.confirm(1)), ConfirmationStatus::Confirmed);
    assert_eq!(world.status(OLD), CardStatus::Superseded);
    assert_eq!(world.status(NEW), CardStatus::Active);
    let new = world.rows.card(NEW).expect("registered");
    assert_eq!(new.activated_on, Some(date!(2026 - 11 - 23)));
    assert_eq!(new.activation_mode, Some(ActivationMode::Diretta));
    assert_eq!(
        (world.activation().state, world.activation().unresolved),
        (A::Confirmed, 0)
    );
    let release = world.rows.release(ACTIVATION, ReleaseNo(1)).expect("made");
    assert_eq!(
        (release.resolution, &release.sealed),
        (Resolution::Proven, &None)
    );
    let jobs: Vec<_> = world
        .rows
        .jobs
        .iter()
        .map(|job| (job.kind, job.card))
        .collect();
    assert_eq!(
        jobs,
        [
            (JobKind::CaUnhold, NEW),
            (JobKind::CaRevoke, OLD),
            (JobKind::Notify, NEW),
            (JobKind::VaultErase, NEW),
        ]
    );
    assert!(
        world
            .rows
            .jobs
            .iter()
            .all(|job| job.state == JobState::Pending)
    );
}

#[test]
fn a5_the_jobs_follow_the_policy() {
    let mut world = World::released(1);
    world.policy.new_certificates_on_hold = false;
    world.policy.revoke_old = RevokeOld::After(Duration::days(7));
    world.confirm(1).expect("good");
    let revoke = &world.rows.jobs[0];
    assert_eq!(revoke.kind, JobKind::CaRevoke);
    assert_eq!(revoke.run_at, START.plus(Duration::days(7)));

    let mut world = World::released(1);
    world.policy.revoke_old = RevokeOld::Never;
    world.confirm(1).expect("good");
    assert!(
        world
            .rows
            .jobs
            .iter()
            .all(|job| job.kind != JobKind::CaRevoke)
    );
}

#[test]
fn a5_a_proof_is_accepted_after_the_old_card_has_expired() {
    let mut world = World::with(|old, _| old.not_after = date!(2026 - 11 - 23));
    world.up_to_release(1);
    world.wait(Duration::days(3));
    assert_eq!(status(world.confirm(1)), ConfirmationStatus::Confirmed);
}

#[test]
fn a5_the_proof_of_a_superseded_session_is_as_good_as_any() {
    let mut world = World::released(1);
    world.wait(Duration::minutes(1));
    world.up_to_release(2);
    assert_eq!(status(world.confirm(1)), ConfirmationStatus::Confirmed);
    assert_eq!(
        status(world.confirm(2)),
        ConfirmationStatus::AlreadyConfirmed
    );
}

#[test]
fn a5_a_forged_proof_changes_nothing() {
    let mut world = World::released(1);
    let forged = Command::Confirm(Confirm {
        verdict: Signature::Invalid,
        ..confirmation(1)
    });
    assert_eq!(world.ask(&forged), Err(P::SignatureInvalid));
    assert_eq!(world.status(OLD), CardStatus::Active);
}

#[test]
fn a5_a_proof_for_another_activation_is_not_found() {
    let mut world = World::released(1);
    let other = Command::Confirm(Confirm {
        activation: ActivationId::from_bytes([0x44; 16]),
        ..confirmation(1)
    });
    assert_eq!(world.ask(&other), Err(P::NotFound));
}

#[test]
fn a6_an_old_card_blocked_meanwhile_is_a_case_for_a_desk() {
    for status in [CardStatus::Blocked, CardStatus::Revoked] {
        let mut world = World::released(1);
        world.rows.cards[0].status = status;
        assert_eq!(world.confirm(1), Err(P::Review));
        assert_eq!(world.activation().state, A::Review);
        assert_eq!(world.status(NEW), CardStatus::Shipped);
    }
}

#[test]
fn a6_a_proof_of_thirty_days_is_accepted_and_an_older_one_is_for_a_desk() {
    let mut world = World::released(1);
    world.wait(Duration::days(30));
    assert!(world.clone().confirm(1).is_ok());
    world.wait(Duration::seconds(1));
    assert_eq!(world.confirm(1), Err(P::Review));
    assert_eq!(world.activation().state, A::Review);
}

#[test]
fn a6_a_refused_code_is_a_case_for_a_desk() {
    let mut world = World::released(1);
    world.report(1, R::SecretRejected).expect("204");
    assert_eq!(world.activation().state, A::Review);
    assert_eq!(world.release(1), Err(P::Review));
    world.wait(Duration::minutes(1));
    world.open(2).expect("good");
    assert_eq!(world.prove_old(2), Err(P::Review));
    assert_eq!(world.open_with(3, NEW), Err(P::Review));
}

#[test]
fn a7_a_new_card_blocked_meanwhile_closes_the_activation() {
    let mut world = World::released(1);
    world.rows.cards[1].status = CardStatus::Blocked;
    assert_eq!(world.confirm(1), Err(P::CardBlocked));
    assert_eq!(world.activation().state, A::Closed);
    assert_eq!(world.status(OLD), CardStatus::Active);
}

#[test]
fn a8_nothing_changes_after_the_confirmation() {
    let mut world = World::released(1);
    world.confirm(1).expect("good");
    let before = world.rows.clone();
    world.report(1, R::Unused).expect("204");
    world.report(1, R::SecretRejected).expect("204");
    world.abort(1, true).expect("204");
    assert_eq!(
        status(world.confirm(1)),
        ConfirmationStatus::AlreadyConfirmed
    );
    assert_eq!(world.rows, before);
}

#[test]
fn a10_an_unused_release_is_credited_once_and_still_counted() {
    let mut world = World::released(1);
    world.report(1, R::Unused).expect("204");
    world.abort(1, true).expect("204");
    assert_eq!(
        (world.activation().releases, world.activation().unresolved),
        (1, 0)
    );
    assert_eq!(
        world.release(1),
        Err(P::Gone),
        "the bytes are not given again"
    );
}

#[test]
fn a10_an_abort_without_a_write_credits_the_sessions_last_release() {
    let mut world = World::released(1);
    world.abort(1, true).expect("204");
    assert_eq!(world.activation().unresolved, 0);
    assert_eq!(world.activation().state, A::Released);
    world.wait(Duration::minutes(1));
    world.open(2).expect("good");
    world.prove_old(2).expect("good");
    assert_eq!(attempt(world.show_new(2)), Attempt::First);
}

#[test]
fn a10_what_was_once_unknown_is_not_credited_later() {
    let mut world = World::released(1);
    world.report(1, R::Unknown).expect("204");
    world.report(1, R::Unused).expect("204");
    assert_eq!(world.activation().unresolved, 1);
    let release = world.rows.release(ACTIVATION, ReleaseNo(1)).expect("made");
    assert_eq!(release.resolution, Resolution::Unknown);
}

#[test]
fn a_report_of_another_kiosk_or_release_is_not_found() {
    let mut world = World::released(1);
    assert_eq!(world.report(2, R::Unused), Err(P::NotFound));
    let other = Command::Report(Report {
        activation: ACTIVATION,
        release: ReleaseNo(1),
        kiosk: KioskId::from_bytes([0xB2; 16]),
        result: R::Unused,
    });
    assert_eq!(world.ask(&other), Err(P::NotFound));
    assert_ne!(KIOSK, KioskId::from_bytes([0xB2; 16]));
}
