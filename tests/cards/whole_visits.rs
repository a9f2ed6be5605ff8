// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The main job with each generation of cards, as the card that is given up and as the new one.

use kiosk_lab::matrix::GENERATIONS;
use product_tests::{Rehearsed, rehearse};

use crate::side_by_side::side_by_side;

/// What most people have in hand.
const COMMON: &str = "st11";
#[test]
fn every_generation_ends_in_an_active_card_as_the_old_one_and_as_the_new_one() {
    let mut pairs: Vec<(&str, &str)> = GENERATIONS.iter().map(|old| (*old, COMMON)).collect();
    let others = GENERATIONS.iter().filter(|new| **new != COMMON);
    pairs.extend(others.map(|new| (COMMON, *new)));
    assert_eq!(pairs.len(), 13);
    side_by_side(pairs, |(old, new)| the_new_card_is_active(old, new));
}

fn the_new_card_is_active(old: &str, new: &str) {
    let cards = ["--old-generation", old, "--new-generation", new];
    let played = rehearse("same-person", "text", &cards);
    played.ends_in("O01");
    let journey = &played.journey;
    assert_eq!(
        (journey.old_card.as_str(), journey.new_card.as_str()),
        (old, new)
    );
    let by_the_card = match new {
        // OpenSC 0.23 finds no PIN of these.
        "idemia21" | "ace25" => "the card's memory",
        _ => "OpenSC pkcs15-tool",
    };
    for judge in [by_the_card, "puntosi-backend show activation"] {
        three_answers_are_right(&played, judge);
    }
}

fn three_answers_are_right(played: &Rehearsed, judge: &str) {
    let judgements = &played.journey.judgements;
    let right = judgements.iter().filter(|it| it.judge == judge && it.right);
    assert_eq!(right.count(), 3, "{judge}: {judgements:?}");
}
