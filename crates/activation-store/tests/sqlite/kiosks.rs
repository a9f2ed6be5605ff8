// SPDX-License-Identifier: EUPL-1.2
//! A totem's way from a code to work, and out of it.

use activation_protocol::{Bytes, KioskId};
use activation_rules::Timestamp;
use activation_store::{EnrolmentAsked, Invitation, Kiosk, KioskStatus};
use uuid::Uuid;

use crate::world::{START, World, kiosk};

const ENROLMENT: Uuid = Uuid::from_bytes([0xE1; 16]);

fn totem() -> Kiosk {
    Kiosk {
        id: kiosk(),
        asset_tag: "PS-0001".into(),
        place: "Farmacia Comunale 1, Firenze".into(),
        totem: "FI-001".into(),
        enabled: true,
        enrolment: None,
        csr: None,
        fingerprint: None,
        certificate: None,
    }
}

fn asked() -> EnrolmentAsked {
    EnrolmentAsked {
        code_hash: [0xC0; 32],
        asset_tag: "PS-0001".into(),
        csr: Bytes(b"csr".to_vec()),
        fingerprint: "ab:cd".into(),
        enrolment: ENROLMENT,
    }
}

async fn invited() -> World {
    let world = World::empty().await;
    invite(&world).await;
    world
}

async fn invite(world: &World) {
    let invitation = Invitation {
        code_hash: [0xC0; 32],
        until: Timestamp(START.0 + 60),
    };
    let done = world.store.invite_kiosk(&totem(), invitation).await;
    done.expect("works");
}

async fn enrol(world: &World, asked: &EnrolmentAsked) -> Option<Uuid> {
    world.store.enrol(asked, START).await.expect("works")
}

async fn read(world: &World) -> Kiosk {
    let found = world.store.kiosk(kiosk()).await.expect("works");
    found.expect("there is one")
}

#[tokio::test]
async fn a_code_then_a_key_then_an_approval_make_a_totem_active() {
    let world = invited().await;
    assert_eq!(read(&world).await, totem());
    assert_eq!(read(&world).await.status(), KioskStatus::Invited);
    let early = world.store.approve_kiosk(kiosk(), &Bytes(vec![1])).await;
    assert!(!early.expect("works"), "no key yet");

    assert_eq!(enrol(&world, &asked()).await, Some(ENROLMENT));
    assert_eq!(read(&world).await.status(), KioskStatus::Pending);
    let certificate = Bytes(b"certificate".to_vec());
    let done = world.store.approve_kiosk(kiosk(), &certificate).await;
    assert!(done.expect("works"));
    let found = world.store.enrolling_kiosk(ENROLMENT).await.expect("works");
    let found = found.expect("it asks");
    assert_eq!(found.status(), KioskStatus::Active);
    assert_eq!(found.certificate, Some(certificate));
    assert_eq!(found.fingerprint.as_deref(), Some("ab:cd"));
    assert_eq!(world.store.kiosks().await.expect("works"), [found]);
}

#[tokio::test]
async fn a_totem_that_has_its_certificate_gets_no_other() {
    let world = invited().await;
    enrol(&world, &asked()).await;
    for (certificate, is_given) in [(1, true), (2, false)] {
        let certificate = Bytes(vec![certificate]);
        let given = world.store.approve_kiosk(kiosk(), &certificate).await;
        assert_eq!(given.expect("works"), is_given);
    }
    assert_eq!(read(&world).await.certificate, Some(Bytes(vec![1])));
}

#[tokio::test]
async fn a_lost_answer_is_given_again_to_the_same_key_only() {
    let world = invited().await;
    enrol(&world, &asked()).await;
    let again = EnrolmentAsked {
        enrolment: Uuid::from_bytes([0xE2; 16]),
        ..asked()
    };
    assert_eq!(enrol(&world, &again).await, Some(ENROLMENT));
    let other_key = EnrolmentAsked {
        csr: Bytes(b"other".to_vec()),
        ..again
    };
    assert_eq!(enrol(&world, &other_key).await, None);
}

#[tokio::test]
async fn a_wrong_late_or_misplaced_code_is_refused() {
    let world = invited().await;
    let wrong = EnrolmentAsked {
        code_hash: [0xC1; 32],
        ..asked()
    };
    assert_eq!(enrol(&world, &wrong).await, None);
    let other_plate = EnrolmentAsked {
        asset_tag: "PS-0002".into(),
        ..asked()
    };
    assert_eq!(enrol(&world, &other_plate).await, None);
    let late = Timestamp(START.0 + 61);
    assert_eq!(
        world.store.enrol(&asked(), late).await.expect("works"),
        None
    );
}

#[tokio::test]
async fn a_disabled_totem_may_not_work_until_it_is_enabled() {
    let world = invited().await;
    enrol(&world, &asked()).await;
    world
        .store
        .enable_kiosk(kiosk(), false)
        .await
        .expect("works");
    assert_eq!(read(&world).await.status(), KioskStatus::Disabled);
    world
        .store
        .enable_kiosk(kiosk(), true)
        .await
        .expect("works");
    assert_eq!(read(&world).await.status(), KioskStatus::Pending);
    let stranger = KioskId::from_bytes([9; 16]);
    assert!(
        !world
            .store
            .enable_kiosk(stranger, true)
            .await
            .expect("works")
    );
}

#[tokio::test]
async fn a_totem_invited_again_keeps_its_id_and_loses_its_certificate() {
    let world = invited().await;
    enrol(&world, &asked()).await;
    let done = world.store.approve_kiosk(kiosk(), &Bytes(vec![1])).await;
    assert!(done.expect("works"));
    invite(&world).await;
    assert_eq!(read(&world).await, totem());
}
