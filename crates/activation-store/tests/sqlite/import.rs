// SPDX-License-Identifier: EUPL-1.2
//! All of a file or none of it.

use activation_protocol::CardId;
use activation_rules::{CardRow, CardStatus};
use activation_store::{Address, Misfit, StoreError};

use crate::world::{NEW, OLD, World, imported, new_card, old_card};

#[tokio::test]
async fn cards_come_in_together() {
    let world = World::new().await;
    let rows = world.rows(Address::Card(NEW)).await;
    assert_eq!(rows.cards, [old_card(), new_card()]);
}

#[tokio::test]
async fn one_known_card_keeps_the_whole_file_out() {
    let world = World::empty().await;
    world
        .store
        .import(&[imported(old_card())])
        .await
        .expect("new");
    let again = [imported(new_card()), imported(old_card())];
    let refused = world.store.import(&again).await;
    assert!(matches!(
        refused,
        Err(StoreError::Misfit {
            index: 1,
            why: Misfit::Known
        })
    ));
    let rows = world.rows(Address::Card(OLD)).await;
    assert_eq!(rows.cards, [old_card()]);
    assert_eq!(
        world.store.read(Address::Card(NEW)).await.expect("works"),
        None
    );
}

#[tokio::test]
async fn a_second_active_card_keeps_the_whole_file_out() {
    let world = World::empty().await;
    let second = CardRow {
        card: CardId([0x55; 32]),
        status: CardStatus::Active,
        ..old_card()
    };
    let refused = world
        .store
        .import(&[imported(old_card()), imported(second)])
        .await;
    assert!(matches!(
        refused,
        Err(StoreError::Misfit {
            index: 1,
            why: Misfit::SecondActive
        })
    ));
    assert_eq!(
        world.store.read(Address::Card(OLD)).await.expect("works"),
        None
    );
}

#[tokio::test]
async fn every_card_that_does_not_fit_is_named() {
    let world = World::empty().await;
    world
        .store
        .import(&[imported(old_card())])
        .await
        .expect("new");
    let active = |n: u8| CardRow {
        card: CardId([n; 32]),
        ..old_card()
    };
    let cards = [old_card(), new_card(), new_card(), active(1), active(2)];
    let misfits = world.store.misfits(&cards.map(imported)).await;
    assert_eq!(
        misfits.expect("works"),
        [
            (0, Misfit::Known),
            (2, Misfit::Twice),
            (3, Misfit::SecondActive),
            (4, Misfit::SecondActive),
        ]
    );
}
