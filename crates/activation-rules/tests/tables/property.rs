// SPDX-License-Identifier: EUPL-1.2
//! Any requests in any order, early, late and twice: the invariants of `World::ask` hold.

use activation_protocol::messages::{ReportResult, Verb};
use activation_protocol::{CardId, ProblemCode};
use activation_rules::{
    ActivationState, BlockCard, CardStatus, Command, ExpireSession, ReviewCase, Ruling,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};
use time::Duration;

use crate::world::{ACTIVATION, Answer, NEW, OLD, World, session};

#[derive(Clone, Copy, Debug)]
enum Event {
    Open(u8, bool),
    ProveOld(u8),
    ShowNew(u8),
    Release(u8, bool),
    Abort(u8, bool),
    Report(u16, ReportResult),
    Confirm(u8),
    Expire(u8),
    Block(bool),
    Rule(bool),
    Wait(i64),
}

fn event() -> impl Strategy<Value = Event> {
    let n = 1u8..4;
    let result = prop_oneof![
        4 => Just(ReportResult::Unused),
        4 => Just(ReportResult::Unknown),
        1 => Just(ReportResult::SecretRejected),
    ];
    prop_oneof![
        12 => (n.clone(), any::<bool>()).prop_map(|(n, new)| Event::Open(n, new)),
        16 => n.clone().prop_map(Event::ProveOld),
        16 => n.clone().prop_map(Event::ShowNew),
        16 => (n.clone(), prop::bool::weighted(0.2)).prop_map(|(n, r)| Event::Release(n, r)),
        4 => (n.clone(), any::<bool>()).prop_map(|(n, w)| Event::Abort(n, w)),
        4 => (1u16..4, result).prop_map(|(no, result)| Event::Report(no, result)),
        8 => n.clone().prop_map(Event::Confirm),
        3 => n.prop_map(Event::Expire),
        1 => any::<bool>().prop_map(Event::Block),
        2 => any::<bool>().prop_map(Event::Rule),
        6 => (1i64..3_000).prop_map(Event::Wait),
    ]
}

fn happen(world: &mut World, event: Event) -> Answer {
    match event {
        Event::Open(n, new) => world.open_with(n, if new { NEW } else { OLD }),
        Event::ProveOld(n) => world.prove_old(n),
        Event::ShowNew(n) => world.show_new(n),
        Event::Release(n, repair) => {
            world.release_verb(n, if repair { Verb::Repair } else { Verb::Normal })
        }
        Event::Abort(n, no_write) => world.abort(n, no_write),
        Event::Report(no, result) => world.report(no, result),
        Event::Confirm(n) => world.confirm(n),
        Event::Expire(n) => world.ask(&Command::ExpireSession(ExpireSession {
            session: session(n),
        })),
        Event::Block(new) => {
            let card: CardId = if new { NEW } else { OLD };
            world.ask(&Command::BlockCard(BlockCard { card }))
        }
        Event::Rule(resume) => world.ask(&Command::ReviewCase(ReviewCase {
            activation: ACTIVATION,
            ruling: if resume {
                Ruling::Resume
            } else {
                Ruling::Close
            },
        })),
        Event::Wait(seconds) => {
            world.wait(Duration::seconds(seconds));
            Err(ProblemCode::NotFound)
        }
    }
}

/// What must never be undone.
fn check_step(before: &World, after: &World) {
    let old = before.rows.activations.first().map(|row| row.state);
    let new = after.rows.activations.first().map(|row| row.state);
    if old == Some(ActivationState::Released) {
        let kept = !matches!(
            new,
            None | Some(ActivationState::None | ActivationState::Authorised)
        );
        assert!(kept, "a release is never cancelled");
    }
    if old == Some(ActivationState::Confirmed) {
        assert_eq!(new, old, "A8");
    }
    if before.status(NEW) == CardStatus::Blocked {
        assert_eq!(after.status(NEW), CardStatus::Blocked, "I4");
    }
    let stepped_up = before.status(NEW) != after.status(NEW);
    if stepped_up && after.status(NEW) == CardStatus::Active {
        assert_eq!(before.status(OLD), CardStatus::Active, "I4b");
        assert_eq!(after.status(OLD), CardStatus::Superseded, "I3");
        assert!(!before.rows.releases.is_empty(), "I7");
    }
}

fn seeded(cases: u32) -> Config {
    Config {
        cases,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(seeded(3_000))]

    #[test]
    fn whatever_happens_the_invariants_hold(events in prop::collection::vec(event(), 1..60)) {
        let mut world = World::new();
        for event in events {
            let before = world.clone();
            let _answer = happen(&mut world, event);
            check_step(&before, &world);
        }
    }
}

#[test]
fn the_random_histories_reach_every_state_of_an_activation() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(seeded(1));
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..2_000 {
        let mut world = World::new();
        let events = prop::collection::vec(event(), 60)
            .new_tree(&mut runner)
            .expect("a history")
            .current();
        for event in events {
            let _answer = happen(&mut world, event);
            seen.extend(world.rows.activations.iter().map(|row| row.state));
        }
    }
    assert_eq!(seen.len(), ActivationState::ALL.len(), "{seen:?}");
}
