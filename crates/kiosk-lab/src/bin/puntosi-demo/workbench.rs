// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The totem in one window and a test bench in another: a person plays, the bench moves cards,
//! paper, cables and the mains.

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use card_emulator::personalise::CardEntry;
use kiosk_lab::glass::Pages;
use kiosk_lab::printer::PaperSupply;
use kiosk_lab::scenarios::Scenario;
use kiosk_lab::world::{GlassKind, Plan, World};
use kiosk_ui::{BenchCommand, TestBench, TestBenchHandle};

use crate::Arguments;

/// Shows both until the bench is closed.
pub(crate) fn open(dir: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let (first, scale) = (arguments.scenario, arguments.scale);
    let (old, new) = (&arguments.old_generation, &arguments.new_generation);
    let plan = Plan {
        card_profiles: arguments.card_profile.clone(),
        card_delay_ms: 12,
        network_delay: Duration::from_millis(30),
        log_filter: arguments.log.clone(),
        ..Plan::new(first.deck, GlassKind::Slint)
    }
    .with_cards(old.as_deref(), new.as_deref());
    let stories = stories(first);
    let names: Vec<&str> = stories.iter().map(|story| story.name).collect();
    let world = World::on_desktop(dir, plan, scale)?;
    let bench = TestBench::new(&names)?;
    bench.stand_beside(scale);
    let table = Table {
        world,
        stories,
        status: bench.handle(),
    };
    let (commands, orders) = channel();
    let hands = thread::Builder::new()
        .name("hands".into())
        .spawn(move || table.obey(&orders))?;
    bench.run(move |command| {
        // Hands that have stopped have said why.
        let _ = commands.send(command);
    })?;
    hands
        .join()
        .map_err(|_| anyhow!("the bench's hands panicked"))?;
    Ok(ExitCode::SUCCESS)
}

/// The chosen story first: that is where the bench begins.
fn stories(first: Scenario) -> Vec<Scenario> {
    let others = Scenario::ALL
        .into_iter()
        .filter(|story| story.name != first.name);
    [first].into_iter().chain(others).collect()
}

/// What the bench's hands reach.
struct Table {
    world: World,
    stories: Vec<Scenario>,
    status: TestBenchHandle,
}

impl Table {
    fn obey(mut self, orders: &Receiver<BenchCommand>) {
        let begun = self.listen().map(|()| self.old_pin());
        self.say(begun);
        while let Ok(order) = orders.recv() {
            let done = self.perform(order);
            self.say(done);
        }
    }

    fn perform(&mut self, order: BenchCommand) -> Result<String> {
        let (old, new) = (self.world.cards.old.clone(), self.world.cards.new.clone());
        match order {
            BenchCommand::Scenario(place) => return self.choose(place),
            BenchCommand::InsertOld => self.world.slot.insert(&old)?,
            BenchCommand::InsertNew => self.world.slot.insert(&new)?,
            BenchCommand::Remove => self.world.slot.remove()?,
            BenchCommand::Swap => self.swap(&old, &new)?,
            BenchCommand::PaperOut => self.world.printer.set_paper(PaperSupply::Out),
            BenchCommand::PaperBack => self.world.printer.set_paper(PaperSupply::Full),
            BenchCommand::NetworkCut => self.world.network.cut(),
            BenchCommand::NetworkBack => self.world.network.restore(),
            BenchCommand::PowerCut => self.cut_power()?,
        }
        Ok(format!("{}. {}", said_of(order), self.old_pin()))
    }

    fn choose(&mut self, place: usize) -> Result<String> {
        let story = self
            .stories
            .get(place)
            .ok_or_else(|| anyhow!("no such story"))?;
        self.world.slot.remove()?;
        self.world.choose(story.deck)?;
        Ok(self.old_pin())
    }

    fn swap(&mut self, old: &CardEntry, new: &CardEntry) -> Result<()> {
        let inside = self.world.slot.status()?.card;
        let other = if inside.is_some_and(|dir| dir.ends_with(&old.dir)) {
            new
        } else {
            old
        };
        self.world.slot.insert(other)
    }

    fn cut_power(&mut self) -> Result<()> {
        self.world.cut_power();
        self.world.power_on()?;
        self.listen()
    }

    /// The totem's lines must go somewhere.
    fn listen(&mut self) -> Result<()> {
        let totem = self
            .world
            .totem
            .as_mut()
            .ok_or_else(|| anyhow!("the totem is off"))?;
        Pages::default().listen(totem.lines()?)
    }

    /// What a person needs to play the old card's holder.
    fn old_pin(&self) -> String {
        let pin = self.world.cards.old.pin.as_deref().unwrap_or("none");
        format!("The PIN of the old card is {pin}")
    }

    fn say(&self, done: Result<String>) {
        let text = done.unwrap_or_else(|error| format!("{error:#}"));
        // A bench that is closed has nobody to tell.
        let _ = self.status.say(&text);
    }
}

fn said_of(order: BenchCommand) -> &'static str {
    match order {
        BenchCommand::Scenario(_) => "Other cards are on the table",
        BenchCommand::InsertOld => "The old card is in",
        BenchCommand::InsertNew => "The new card is in",
        BenchCommand::Remove => "The slot is empty",
        BenchCommand::Swap => "The other card is in",
        BenchCommand::PaperOut => "The roll is empty",
        BenchCommand::PaperBack => "There is a new roll",
        BenchCommand::NetworkCut => "The network is cut",
        BenchCommand::NetworkBack => "The network is back",
        BenchCommand::PowerCut => "The power went and came back",
    }
}
