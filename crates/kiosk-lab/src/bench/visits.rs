// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A whole visit with each generation as old and as new card: what is said to both, and how long
//! real cards would take for it.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use card_emulator::personalise::Deck;

use super::Figure;
use super::card_traffic::{beside, by_opensc, traffic_figures, whole_traffic};
use super::opensc::OpenSc;
use crate::judges::KNOWN_TO_OPENSC;
use crate::matrix::GENERATIONS;
use crate::story::Story;
use crate::world::{GlassKind, Plan, World};

/// Of both cards, in all.
const MOST_CARD_MILLIS: f64 = 6000.0;

const SIMULATED: &str = "the time two contact cards would take for all that was said to them: \
    11.5 ms for a command, 0.085 ms for each byte, 66 ms more for an answer or command over 254 \
    bytes, 500 ms for an RSA signature";

/// The most APDUs of a visit.
fn most_apdus(generation: &str) -> f64 {
    match generation {
        // Its key is found in a directory of its own only.
        "idemia21" => 40.0,
        // It has two applications, and each side of a visit goes to and fro between them.
        "ace25" => 44.0,
        _ => 36.0,
    }
}

pub(super) fn measure(dir: &Path) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for generation in GENERATIONS {
        let dir = dir.join("generations").join(generation);
        figures.extend(visit(&dir, generation).context(generation)?);
    }
    if let Some(time) = figures.get_mut(2) {
        time.definition = Some(SIMULATED);
    }
    Ok(figures)
}

/// Nobody's PINs or pauses are in it, so one visit says as much as many.
fn visit(dir: &Path, generation: &str) -> Result<[Figure; 3]> {
    let plan = Plan::new(Deck::SamePerson, GlassKind::Text);
    let plan = plan.with_generations(generation, generation);
    let mut story = Story::begin(World::start(dir, plan)?, dir)?;
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()?;
    let outcome = story.outcome.as_deref();
    ensure!(outcome == Some("O01"), "the visit ended as {outcome:?}");
    let name = format!("{generation}: whole visit, both cards");
    let ours = whole_traffic(&story);
    let mut figures = traffic_figures(&name, &[&ours], most_apdus(generation));
    if KNOWN_TO_OPENSC.contains(&generation) {
        for (rival, theirs) in by_opensc(&mut story)? {
            figures = beside(figures, rival, &[&theirs]);
        }
    } else {
        for rival in OpenSc::both(story.world.dir())? {
            figures = beside(figures, rival.name(), &[]);
        }
    }
    let [apdus, bytes, time] = figures;
    Ok([apdus, bytes, time.at_most(MOST_CARD_MILLIS)])
}
