// SPDX-License-Identifier: EUPL-1.2
//! What the database itself refuses, keeps and hides.

use std::sync::Arc;

use activation_store::{Address, Seal, SealError, Store, StoreError};
use sqlx::SqlitePool;

use crate::world::{BIRTH_DATE, CERTIFICATE, OLD, World};

#[tokio::test]
async fn a_second_active_card_is_refused_by_the_database_itself() {
    let world = World::new().await;
    let pool = SqlitePool::connect(&world.url()).await.expect("opens");
    let refused = sqlx::query("UPDATE card SET status = 'active'")
        .execute(&pool)
        .await
        .expect_err("two active cards");
    let refused = refused.as_database_error().expect("a constraint");
    assert!(refused.is_unique_violation());
    assert!(refused.message().contains("card.citizen"), "{refused}");
}

#[tokio::test]
async fn the_lock_of_a_citizen_uses_an_index() {
    let world = World::new().await;
    let pool = SqlitePool::connect(&world.url()).await.expect("opens");
    let plan: (i64, i64, i64, String) =
        sqlx::query_as("EXPLAIN QUERY PLAN SELECT card_h FROM card WHERE citizen = x'00'")
            .fetch_one(&pool)
            .await
            .expect("plans");
    assert!(plan.3.starts_with("SEARCH"), "{}", plan.3);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_left_alone() {
    let world = World::new().await;
    let pool = SqlitePool::connect(&world.url()).await.expect("opens");
    sqlx::query("INSERT INTO schema_version (version) VALUES (99)")
        .execute(&pool)
        .await
        .expect("writes");
    let refused = Store::connect(&world.url(), Arc::new(OtherKey)).await;
    assert!(matches!(
        refused,
        Err(StoreError::SchemaTooNew {
            found: 99,
            known: 1
        })
    ));
}

#[tokio::test]
async fn an_unknown_engine_is_told_as_such() {
    let refused = Store::connect("mysql://host/db", Arc::new(OtherKey)).await;
    assert!(matches!(refused, Err(StoreError::UnknownEngine)));
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_an_error() {
    let refused = Store::connect("sqlite:///no/such/folder/x.db", Arc::new(OtherKey)).await;
    assert!(matches!(refused, Err(StoreError::Database(_))));
}

#[tokio::test]
async fn certificates_and_birth_dates_are_not_in_the_file() {
    let world = World::new().await;
    world.up_to_release(1).await;
    world.confirm(1).await.expect("confirms");
    let mut bytes = std::fs::read(world.path()).expect("reads");
    let wal = world.path().with_extension("db-wal");
    bytes.extend(std::fs::read(wal).unwrap_or_default());
    for secret in [BIRTH_DATE.as_bytes(), CERTIFICATE] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
    assert!(
        bytes.windows(8).any(|window| window == b"ca.unhol"),
        "the search finds what is there"
    );
}

#[tokio::test]
async fn a_seal_that_does_not_open_is_an_error_and_not_a_card() {
    let world = World::new().await;
    let store = Store::connect(&world.url(), Arc::new(OtherKey))
        .await
        .expect("opens");
    let refused = store.read(Address::Card(OLD)).await;
    assert!(matches!(refused, Err(StoreError::Seal(SealError))));
}

#[tokio::test]
async fn health_is_an_answer_of_the_database() {
    let world = World::new().await;
    world.store.health().await.expect("healthy");
}

struct OtherKey;

impl Seal for OtherKey {
    fn seal(&self, _: &[u8], _: &[u8]) -> Result<Vec<u8>, SealError> {
        Err(SealError)
    }

    fn open(&self, _: &[u8], _: &[u8]) -> Result<Vec<u8>, SealError> {
        Err(SealError)
    }
}
