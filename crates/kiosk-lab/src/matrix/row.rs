// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! All rows of one generation, one visit after the other at the same totem.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use card_emulator::control::Request;
use card_emulator::personalise::{Deck, DeckEntry};

use super::cell::Cell;
use super::fault::Fault;
use super::judgement::Before;
use super::logs::Logs;
use super::visit::Visit;
use crate::story::Story;
use crate::world::{CardPatience, GlassKind, Plan, World};

/// More than twice what any healthy answer takes here, habits and a busy machine included.
const PATIENCE: CardPatience = CardPatience {
    answer: Duration::from_secs(2),
    signature: Duration::from_secs(3),
};
/// One after the other, all day long.
const VISITS_PER_HOUR: u32 = 3600;
/// A card is read within three times the time of an answer; the rest is for a busy machine.
const LIMIT: Duration = Duration::from_secs(6 + 6);

/// Plays these rows with cards of one generation in a world that lies in `dir`, and tells each
/// cell.
///
/// # Errors
/// If the world does not work; what is wrong with a cell stands in the cell.
pub fn play(
    dir: &Path,
    generation: &str,
    faults: &[Fault],
    mut tell: impl FnMut(&Cell) -> Result<()>,
) -> Result<()> {
    let world = World::start(dir, plan(generation, faults))?;
    let stranger = world.pair(Deck::SamePerson, 1)?;
    let mut story = Story::begin(world, dir)?;
    story.glass.expect("idle")?;
    story.await_readiness()?;
    // The first pair is the stranger's.
    let mut pairs = 2..;
    for fault in faults {
        let plain = fault.deck == Deck::SamePerson;
        let number = plain.then(|| pairs.next()).flatten().unwrap_or(1);
        story.world.cards = story.world.pair(fault.deck, number)?;
        let cell = play_cell(&mut story, generation, fault, &stranger)?;
        let last = story.glass.pages().last();
        tell(&cell)?;
        if last.is_none_or(|page| page.line.screen != "idle") {
            recover(&mut story)?;
        }
    }
    Ok(())
}

fn plan(generation: &str, faults: &[Fault]) -> Plan {
    let mut more_decks: Vec<Deck> = Vec::new();
    for fault in faults {
        if fault.deck != Deck::SamePerson && !more_decks.contains(&fault.deck) {
            more_decks.push(fault.deck);
        }
    }
    Plan {
        more_decks,
        copies: faults.len() + 1,
        card_patience: PATIENCE,
        visits_per_hour: Some(VISITS_PER_HOUR),
        ..Plan::new(Deck::SamePerson, GlassKind::Text).with_generations(generation, generation)
    }
}

fn play_cell(
    story: &mut Story,
    generation: &str,
    fault: &Fault,
    stranger: &DeckEntry,
) -> Result<Cell> {
    let start = Instant::now();
    story.world.slot.disturb(&Request::Heal)?;
    story.world.slot.forget_events();
    let before = Before::look(&story.world)?;
    let logs = Logs::from_now_on(story.world.dir());
    let visit = Visit::begin(story, fault, stranger, LIMIT);
    let account = visit.play();
    let mut wrong = before.judge(&story.world, fault, &account)?;
    let logged = logs.since();
    if logged.iter().any(|line| line.contains("panicked")) {
        wrong.push("a program panicked".to_owned());
    }
    Ok(Cell {
        fault: fault.name.clone(),
        generation: generation.to_owned(),
        outcome: account.outcome,
        old: account.ledger.old,
        new: account.ledger.new,
        longest_ms: millis(account.longest),
        took_ms: millis(start.elapsed()),
        log: if wrong.is_empty() { Vec::new() } else { logged },
        pages: account.pages,
        wrong,
    })
}

/// A totem that is not idle after a visit is switched off and on.
fn recover(story: &mut Story) -> Result<()> {
    story.world.slot.disturb(&Request::Heal)?;
    story.remove_card()?;
    story.world.cut_power();
    story.world.power_on()?;
    story.look_again()?;
    story.await_readiness()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
