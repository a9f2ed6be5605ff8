// SPDX-License-Identifier: EUPL-1.2
//! The same key, the same answer.

use activation_protocol::Bytes;
use activation_rules::Timestamp;
use activation_store::{Recall, StoredAnswer};
use uuid::Uuid;

use crate::world::{START, World, kiosk};

const KEY: Uuid = Uuid::from_bytes([5; 16]);

async fn recall(world: &World, request: u8, now: Timestamp) -> Recall {
    world
        .store
        .recall(kiosk(), KEY, [request; 32], now)
        .await
        .expect("works")
}

#[tokio::test]
async fn a_key_is_fresh_then_running_then_answered_for_three_days() {
    let world = World::empty().await;
    assert_eq!(recall(&world, 1, START).await, Recall::Fresh);
    assert_eq!(recall(&world, 1, START).await, Recall::InProgress);
    let answer = StoredAnswer {
        status: 200,
        body: Bytes(b"{}".to_vec()),
    };
    world
        .store
        .remember(kiosk(), KEY, &answer)
        .await
        .expect("works");
    assert_eq!(
        recall(&world, 1, START).await,
        Recall::Answered(answer.clone())
    );
    let nearly = Timestamp(START.0 + 72 * 3600);
    world.store.forget(nearly).await.expect("works");
    assert_eq!(recall(&world, 1, nearly).await, Recall::Answered(answer));
    let later = Timestamp(nearly.0 + 1);
    world.store.forget(later).await.expect("works");
    assert_eq!(recall(&world, 1, later).await, Recall::Fresh);
}

#[tokio::test]
async fn a_key_with_another_request_is_told_as_such() {
    let world = World::empty().await;
    recall(&world, 1, START).await;
    assert_eq!(recall(&world, 2, START).await, Recall::OtherRequest);
}

#[tokio::test]
async fn a_key_whose_program_died_or_gave_up_is_free_again() {
    let world = World::empty().await;
    recall(&world, 1, START).await;
    assert_eq!(
        recall(&world, 1, Timestamp(START.0 + 61)).await,
        Recall::Fresh
    );
    world.store.release_key(kiosk(), KEY).await.expect("works");
    assert_eq!(
        recall(&world, 2, Timestamp(START.0 + 62)).await,
        Recall::Fresh
    );
}
