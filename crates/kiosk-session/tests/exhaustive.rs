// SPDX-License-Identifier: EUPL-1.2
//! Every journey with up to two mishaps, from the switch to the next person: what must hold on each
//! step holds on all of them.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "an observer looks only at what it is about"
)]
#![expect(
    clippy::disallowed_types,
    reason = "a set of visited totems is never iterated"
)]

#[path = "exhaustive/alphabet.rs"]
mod alphabet;
#[path = "exhaustive/check_so_far.rs"]
mod check_so_far;
#[path = "exhaustive/history.rs"]
mod history;

use std::collections::{BTreeSet, HashSet, VecDeque};

use activation_protocol::Outcome;
use kiosk_session::{Event, Moment, Policy, ScreenName, Step, Totem, step};

use alphabet::{About, Asked};
use history::History;

const AT_MOST: usize = 200_000;

/// A totem, what has happened to it, and the questions it has open.
#[derive(Clone, Eq, Hash, PartialEq)]
struct Node {
    totem: Totem,
    now_ms: u64,
    history: History,
    open: Vec<Asked>,
}

impl Node {
    fn is_visit(&self) -> bool {
        self.totem.session().is_some() || self.totem.screen(0).outcome == Some(Outcome::Unavailable)
    }
}

#[derive(Default)]
struct Seen {
    totems: usize,
    steps: usize,
    pages: BTreeSet<ScreenName>,
    outcomes: BTreeSet<Outcome>,
}

#[test]
fn every_journey_with_two_mishaps_keeps_the_rules() {
    let seen = explore(1, 2, About::Visits);
    let codes: Vec<_> = seen.outcomes.iter().map(|outcome| outcome.code()).collect();
    println!("{} totems, {} steps", seen.totems, seen.steps);
    println!("outcomes: {}", codes.join(" "));
    assert_eq!(seen.outcomes.len(), Outcome::ALL.len(), "{codes:?}");
    assert!(seen.pages.is_disjoint(&check_pages()));
    assert_eq!(
        seen.pages.len() + check_pages().len(),
        ScreenName::ALL.len()
    );
}

#[test]
fn every_check_with_two_mishaps_keeps_the_rules() {
    let seen = explore(1, 2, About::Checks);
    println!("{} totems, {} steps", seen.totems, seen.steps);
    assert!(seen.pages.is_superset(&check_pages()));
}

#[test]
fn visits_and_checks_at_two_readers_keep_the_rules_with_one_mishap() {
    let seen = explore(2, 1, About::Both);
    println!("{} totems, {} steps", seen.totems, seen.steps);
    assert!(!seen.pages.contains(&ScreenName::RemoveOldCard));
    assert_eq!(seen.pages.len() + 1, ScreenName::ALL.len());
    assert!(seen.outcomes.contains(&Outcome::Completed));
}

fn check_pages() -> BTreeSet<ScreenName> {
    let is_checks = |page: &ScreenName| page.as_str().starts_with("check-");
    ScreenName::ALL.iter().copied().filter(is_checks).collect()
}

fn explore(readers: u8, mishaps: u8, about: About) -> Seen {
    let mut seen = Seen::default();
    let mut known = HashSet::new();
    let mut waiting = VecDeque::from([(0, first(readers))]);
    while let Some((so_far, node)) = waiting.pop_front() {
        if !known.insert(node.clone()) {
            continue;
        }
        assert!(known.len() < AT_MOST, "the exploration is complete");
        look(&node, &mut seen);
        ignores_what_nobody_asked(&node);
        for (event, costs) in alphabet::events(&node.open, about) {
            let next = take(&node, event);
            seen.steps += 1;
            match so_far + u8::from(costs) {
                _ if next.open.len() > 2 => {}
                _ if about == About::Checks && next.is_visit() => {}
                same if same == so_far => waiting.push_front((same, next)),
                more if more <= mishaps => waiting.push_back((more, next)),
                _ => {}
            }
        }
    }
    seen.totems = known.len();
    seen
}

/// Times are so short that few different ones occur.
fn first(readers: u8) -> Node {
    let policy = Policy {
        idle_ms: 1,
        warning_ms: 1,
        extensions: 1,
        visit_ms: 6,
        remove_card_ms: 1,
        reinsert_ms: 2,
        outcome_ms: 1,
        code_on_screen_ms: 1,
        banner_ms: 3,
        check_service_ms: 1,
        readers,
        repair: true,
        ..Policy::default()
    };
    let totem = Totem::new(policy);
    Node {
        totem,
        now_ms: 0,
        history: History::default(),
        open: Vec::new(),
    }
}

fn take(node: &Node, event: Event) -> Node {
    let deadline_ms = node.totem.deadline_ms().unwrap_or(node.now_ms);
    let now_ms = if event == Event::Tick {
        deadline_ms.max(node.now_ms)
    } else {
        node.now_ms
    };
    let Step {
        totem,
        journal,
        effects,
    } = step(&node.totem, &moment(now_ms), event.clone());

    let mut open = node.open.clone();
    let answered = Asked::answered_by(&event);
    let late = open
        .iter()
        .filter(|asked| answered == Some(**asked))
        .count()
        > 1;
    if let Some(place) = open.iter().position(|asked| answered == Some(*asked)) {
        open.remove(place);
    }
    let asked: Vec<_> = effects.iter().filter_map(Asked::by).collect();
    assert!(asked.len() <= 1, "one question a step: {effects:?}");
    open.extend(asked);
    open.sort_unstable();

    let mut history = node.history.clone();
    history.note(&node.totem, &event, late, &journal, &effects);
    let restful = totem.screen(now_ms).name == ScreenName::Idle && totem.deadline_ms().is_none();
    Node {
        totem,
        now_ms: if restful { 0 } else { now_ms },
        history,
        open,
    }
}

fn moment(now_ms: u64) -> Moment {
    Moment {
        now_ms,
        wall_ms: 1_795_000_000_000,
        random: [7; 10],
    }
}

/// What must be true of a page whatever led to it.
fn look(node: &Node, seen: &mut Seen) {
    let screen = node.totem.screen(node.now_ms);
    seen.pages.insert(screen.name);
    seen.outcomes.extend(screen.outcome);
    node.history.judge(&screen);
    let may_wait_for_ever = matches!(
        screen.name,
        ScreenName::Boot | ScreenName::OutOfService | ScreenName::Idle | ScreenName::CardLeft
    );
    assert!(
        may_wait_for_ever || screen.deadline_ms.is_some() || !node.open.is_empty(),
        "{screen:?} can never end"
    );
}

/// An answer without a question changes nothing.
fn ignores_what_nobody_asked(node: &Node) {
    for event in alphabet::unasked(&node.open) {
        let after = step(&node.totem, &moment(node.now_ms), event);
        assert_eq!(after.totem, node.totem);
        assert!(
            after.journal.is_empty() && after.effects.len() == 1,
            "{:?}",
            after.effects
        );
    }
}
