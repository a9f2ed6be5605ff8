// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The totem's clock is two days fast: it says so and takes nobody's PIN until the clock is right.

use std::thread;

use anyhow::{Result, ensure};
use card_emulator::personalise::Deck;

use super::Scenario;
use crate::story::{NOTICED, Story};

pub(super) const SCENARIO: Scenario = Scenario {
    name: "wrong-clock",
    deck: Deck::SamePerson,
    outcome: Some("O01"),
    play,
};

fn play(story: &mut Story) -> Result<()> {
    story.glass.expect("idle")?;
    story.world.cut_power();
    story.world.set_totem_clock(2);
    story.world.power_on()?;
    story.attach()?;
    let page = story.glass.expect("out-of-service")?;
    let outcome = page.line.outcome.as_deref();
    ensure!(outcome == Some("O24"), "out of service is {outcome:?}");
    story.insert_old_card()?;
    thread::sleep(NOTICED);
    let last = story.glass.pages().last();
    let still = last.is_some_and(|page| page.line.screen == "out-of-service");
    ensure!(still, "a card changed the page");
    story.never_shown("enter-old-pin")?;
    story.remove_card()?;
    thread::sleep(NOTICED);
    story.world.cut_power();
    story.world.set_totem_clock(0);
    story.world.power_on()?;
    story.look_again()?;
    story.start()?;
    story.prove_with_old_card()?;
    story.choose_pin_for_new_card()?;
    story.leave()
}
