// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Whole visits of the device through the text glass, by somebody who never hesitates: what is said
//! to the cards, and how long the software takes.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;
use card_emulator::slot::Counters;

use super::card_traffic::{beside, by_opensc, traffic_figures, whole_traffic};
use super::opensc::RIVALS;
use super::{Figure, millis, time_in_cards};
use crate::glass::Seen;
use crate::story::Story;
use crate::world::{GlassKind, Plan, World};

/// Cards of 2021. Those of 2012 have keys that a backend accepts only by a policy of its own.
const DECK: Deck = Deck::SamePerson;
const RUNS: usize = 5;
const MOST_APDUS: f64 = 36.0;
const MOST_MILLIS: f64 = 300.0;

/// Pages on which the totem waits for a hand that moves a card, or for nobody.
const RESTING: [&str; 6] = [
    "idle",
    "insert-old-card",
    "remove-old-card",
    "insert-new-card",
    "take-card",
    "outcome",
];
/// Pages on which the totem waits for fingers.
const TYPING: [&str; 2] = ["enter-old-pin", "choose-pin"];

const SOFTWARE: &str = "from the old card's insertion to the request to take the new one: the \
    sum of the time of every page on which no person has anything to do, with a local backend and \
    an instant printer, less the time both cards think (measured apart, without reader and \
    cable); pcscd, TLS, serial line, and journal and databases made durable on disk are all in it";
const TYPED: &str = "the same and the pages on which a PIN is typed, all digits without a pause";
const BY_OPENSC: &str = "beside OpenSC's tools for the same ends on the same cards: sign with the \
    old one, change the PIN of the new one, sign with the new one";

/// What one visit took.
struct Visit {
    traffic: Counters,
    in_cards: Duration,
    /// Pages in their order.
    pages: Vec<(String, Duration)>,
    rivals: Vec<(&'static str, Counters)>,
}

pub(super) fn measure(dir: &Path) -> Result<Vec<Figure>> {
    let mut visits = Vec::new();
    for run in 0..RUNS {
        visits.push(visit(&dir.join(format!("journey-{run}")))?);
    }
    let mut figures = traffic(&visits);
    figures.extend(times(&visits));
    Ok(figures)
}

fn visit(dir: &Path) -> Result<Visit> {
    let in_cards = time_in_cards::measure(&dir.join("cards-alone"), DECK)?;
    let world = World::start(dir, Plan::new(DECK, GlassKind::Text))?;
    let mut story = Story::begin(world, dir)?;
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    ensure!(
        story.outcome.as_deref() == Some("O01"),
        "the visit ended as {:?}",
        story.outcome
    );
    Ok(Visit {
        traffic: whole_traffic(&story),
        in_cards,
        pages: durations(&story.glass.pages().all()),
        rivals: by_opensc(&mut story)?,
    })
}

/// The pages of the visit with the time each one stood.
fn durations(seen: &[Seen]) -> Vec<(String, Duration)> {
    let nexts = seen.iter().skip(1);
    let pages = seen
        .iter()
        .zip(nexts)
        .map(|(page, next)| (page, next.at - page.at));
    let visit = pages.skip_while(|(page, _)| page.line.screen != "insert-old-card");
    visit
        .map(|(page, time)| (page.line.screen.clone(), time))
        .collect()
}

fn traffic(visits: &[Visit]) -> Vec<Figure> {
    let ours: Vec<_> = visits.iter().map(|visit| &visit.traffic).collect();
    let mut figures = traffic_figures("whole visit, both cards", &ours, MOST_APDUS);
    for rival in 0..RIVALS {
        let theirs = visits.iter().filter_map(|visit| visit.rivals.get(rival));
        let (names, theirs): (Vec<_>, Vec<_>) = theirs.map(|(name, it)| (*name, it)).unzip();
        figures = beside(figures, names.first().copied().unwrap_or_default(), &theirs);
    }
    if let Some(first) = figures.first_mut() {
        first.definition = Some(BY_OPENSC);
    }
    figures.into()
}

fn times(visits: &[Visit]) -> Vec<Figure> {
    let working = |page: &str| !RESTING.contains(&page) && !TYPING.contains(&page);
    let software = |counts: &dyn Fn(&str) -> bool| {
        let of_visit = |visit: &Visit| {
            let pages = visit.pages.iter().filter(|(page, _)| counts(page));
            let sum: Duration = pages.map(|(_, time)| *time).sum();
            millis(sum.saturating_sub(visit.in_cards))
        };
        visits.iter().map(of_visit).collect::<Vec<_>>()
    };
    let in_cards = visits.iter().map(|visit| millis(visit.in_cards)).collect();
    let mut figures = vec![
        Figure::new("software in a whole visit", "ms", software(&working))
            .at_most(MOST_MILLIS)
            .defined(SOFTWARE),
        Figure::new(
            "software, and typing without a pause",
            "ms",
            software(&|page| !RESTING.contains(&page)),
        )
        .defined(TYPED),
        Figure::new("both cards' own time in a whole visit", "ms", in_cards),
    ];
    for page in names(visits) {
        let of_visit = |visit: &Visit| {
            let shown = visit.pages.iter().filter(|(name, _)| *name == page);
            millis(shown.map(|(_, time)| *time).sum())
        };
        let runs = visits.iter().map(of_visit).collect();
        figures.push(Figure::new(format!("  of it on {page}"), "ms", runs));
    }
    figures
}

/// The pages that take time of their own, in the order of the first visit.
fn names(visits: &[Visit]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (page, _) in visits.iter().flat_map(|visit| &visit.pages) {
        if !RESTING.contains(&page.as_str()) && !names.contains(page) {
            names.push(page.clone());
        }
    }
    names
}
