// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A totem with two readers: the old card stays in the first while the new one is in the second.

use std::thread;

use anyhow::{Context as _, Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::judges;
use crate::story::{CHOSEN_PIN, NOTICED, Story};
use crate::world::CardSlot;

pub(super) const SCENARIO: Scenario = Scenario {
    name: "two-readers",
    deck: Deck::SamePerson,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    story.world.cut_power();
    story.world.add_second_reader()?;
    story.world.power_on()?;
    story.look_again()?;
    story.start()?;
    prove_with_card_that_stays(story)?;
    choose_pin_in_second_reader(story)?;
    take_both(story)?;
    story.never_shown("remove-old-card")?;
    judges::ask_card(story)?;
    judges::ask_backend(story)
}

fn prove_with_card_that_stays(story: &mut Story) -> Result<()> {
    story.insert_old_card()?;
    story.glass.expect("enter-old-pin")?;
    story.end_phase("read-old-card")?;
    let pin = story.old_pin()?;
    story.type_pin(&pin)?;
    story.glass.expect("insert-new-card")?;
    story.end_phase("prove-old-card")
}

fn choose_pin_in_second_reader(story: &mut Story) -> Result<()> {
    let card = story.world.cards.new.clone();
    second(story)?.insert(&card)?;
    story.glass.expect("choose-pin")?;
    story.end_phase("read-new-card")?;
    story.type_pin(CHOSEN_PIN)?;
    story.glass.expect("choose-pin")?;
    story.type_pin(CHOSEN_PIN)
}

/// The totem waits for both: who goes with one card has forgotten the other.
fn take_both(story: &mut Story) -> Result<()> {
    story.glass.expect("take-card")?;
    story.end_phase("activate-new-card")?;
    story.remove_card()?;
    thread::sleep(NOTICED);
    let last = story.glass.pages().last();
    let waits = last.is_some_and(|page| page.line.screen == "take-card");
    ensure!(waits, "a card in the second reader was forgotten");
    second(story)?.remove()?;
    let page = story.glass.expect("outcome")?;
    story.leave_from(&page)
}

fn second(story: &mut Story) -> Result<&mut CardSlot> {
    let slot = story.world.second_slot.as_mut();
    slot.context("there is no second reader")
}
