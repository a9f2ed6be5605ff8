// SPDX-License-Identifier: EUPL-1.2
//! How often is too often.

use activation_protocol::messages::Verb;
use activation_protocol::{ProblemCode as P, SecretMode};
use activation_rules::{Abort, Command};
use time::Duration;

use crate::world::{KIOSK, World, session};

#[test]
fn ten_openings_a_day_are_enough_for_one_citizen() {
    let mut world = World::new();
    for n in 1..=10 {
        world.open(n).expect("within the quota");
    }
    assert_eq!(world.open(11), Err(P::Quota));
    world.wait(Duration::hours(24));
    assert!(world.open(11).is_ok());
}

#[test]
fn three_sessions_stopped_for_a_wrong_pin_close_the_day_for_that_card() {
    let mut world = World::new();
    for n in 1..=3 {
        world.open(n).expect("within the quota");
        let stop = Command::Abort(Abort {
            session: session(n),
            kiosk: KIOSK,
            no_write: true,
            wrong_pin: true,
        });
        world.ask(&stop).expect("204");
    }
    assert_eq!(world.open(4), Err(P::Quota));
    world.wait(Duration::hours(24));
    assert!(world.open(4).is_ok());
}

#[test]
fn sessions_given_up_for_other_reasons_do_not_count_as_stopped() {
    let mut world = World::new();
    for n in 1..=5 {
        world.open(n).expect("within the quota");
        world.abort(n, true).expect("204");
    }
    assert!(world.open(6).is_ok());
}

#[test]
fn five_releases_in_thirty_days_are_enough_and_told_before_a_pin_is_chosen() {
    let mut world = World::new();
    for n in 1..=5 {
        world.up_to_release(n);
        world.wait(Duration::minutes(20));
    }
    world.open(6).expect("good");
    world.prove_old(6).expect("good");
    assert_eq!(world.show_new(6), Err(P::ReleaseLimit));
    world.policy.opens_per_day = 20;
    world.wait(Duration::days(30));
    world.up_to_release(7);
}

#[test]
fn with_two_unresolved_puks_no_third_leaves_the_vault() {
    let mut world = World::new();
    world.policy.secret_mode = SecretMode::PukReset;
    for n in 1..=2 {
        world.up_to_release(n);
        world.wait(Duration::minutes(1));
    }
    world.open(3).expect("good");
    world.prove_old(3).expect("good");
    assert_eq!(world.show_new(3), Err(P::ReleaseLimit));
    world.abort(2, true).expect("204");
    assert!(world.show_new(3).is_ok(), "an unused one is credited");
}

#[test]
fn a_repair_counts_as_a_puk_and_as_a_release() {
    let mut world = World::released(1);
    world.policy.releases_max = 1;
    assert_eq!(world.release_verb(1, Verb::Repair), Err(P::ReleaseLimit));
    world.policy.releases_max = 5;
    world.policy.unresolved_puks_max = 0;
    assert_eq!(world.release_verb(1, Verb::Repair), Err(P::ReleaseLimit));
}
