// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! One scenario from the first page to the files it leaves for whoever wants to see.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Error, Result, ensure};

use crate::journey::{self, Journey, Versions, steps};
use crate::printer::{slip_png, slip_text};
use crate::scenarios::Scenario;
use crate::story::Story;
use crate::world::{GlassKind, Plan, World};

/// What a run leaves besides pictures and logs.
const OWN_FILES: [&str; 4] = [journey::FILE, "slip.bin", "slip.txt", "slip.png"];

/// What is to be played, and where its files go.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// Which scenario.
    pub scenario: Scenario,
    /// Through which glass.
    pub glass: GlassKind,
    /// Generation of the old card, in place of the deck's: a name or the path of a `.toml` file.
    pub old_generation: Option<String>,
    /// The same for the new card.
    pub new_generation: Option<String>,
    /// Card profiles that no program has built in; how they come is the scenario's affair.
    pub card_profiles: Vec<PathBuf>,
    /// Where `journey.json`, pictures and slip go.
    pub out: PathBuf,
    /// What the programs log: a `tracing` filter.
    pub log_filter: String,
    /// Leave a copy of the whole world in `world/`.
    pub keep_world: bool,
}

impl Rehearsal {
    /// Plays it in a world that lies in `dir`. Fails only when there is no journey to tell of;
    /// whether it went well stands in the journey.
    pub fn play(&self, dir: &Path) -> Result<Journey> {
        clear(&self.out).with_context(|| self.out.display().to_string())?;
        let played = self.play_in(dir);
        copy(&dir.join("logs"), &self.out.join("logs"))?;
        let journey = played?;
        journey.write(&self.out)?;
        Ok(journey)
    }

    fn play_in(&self, dir: &Path) -> Result<Journey> {
        let world = World::start(dir, self.plan())?;
        let mut story = Story::begin(world, &self.out)?;
        let played = (self.scenario.play)(&mut story);
        let journey = self.tell(&story, played.and_then(|()| self.check(&story)))?;
        self.lay_out_slip(&story)?;
        if self.keep_world {
            copy(dir, &self.out.join("world"))?;
        }
        Ok(journey)
    }

    fn plan(&self) -> Plan {
        // A page that is to be seen must last: cards and networks as slow as real ones can be.
        let (card_delay_ms, network_delay) = match self.glass {
            GlassKind::Text => (0, Duration::ZERO),
            GlassKind::Slint => (250, Duration::from_millis(250)),
        };
        Plan {
            card_profiles: self.card_profiles.clone(),
            card_delay_ms,
            network_delay,
            log_filter: self.log_filter.clone(),
            ..Plan::new(self.scenario.deck, self.glass)
        }
        .with_cards(
            self.old_generation.as_deref(),
            self.new_generation.as_deref(),
        )
    }

    fn check(&self, story: &Story) -> Result<()> {
        let (expected, outcome) = (self.scenario.outcome, story.outcome.as_deref());
        ensure!(
            outcome == expected,
            "the outcome is {}, not {}",
            outcome.unwrap_or("none"),
            expected.unwrap_or("none")
        );
        let complaints = story.glass.pages().complaints();
        ensure!(
            complaints.is_empty(),
            "the totem complained: {}",
            complaints.join("; ")
        );
        Ok(())
    }

    fn tell(&self, story: &Story, went: Result<()>) -> Result<Journey> {
        story.finish_pictures();
        let pages = story.glass.pages().all();
        let error = went.err().map(|error: Error| format!("{error:#}"));
        Ok(Journey {
            scenario: self.scenario.name.to_owned(),
            glass: self.glass,
            old_card: story.world.cards.old.generation.clone(),
            new_card: story.world.cards.new.generation.clone(),
            outcome: story.outcome.clone(),
            expected: self.scenario.outcome.map(str::to_owned),
            passed: error.is_none(),
            error,
            code: story.code.map(|code| code.to_string()),
            steps: steps(&pages, |number| story.picture_of(number)),
            traffic: story.traffic.clone(),
            duration_ms: u64::try_from(story.duration().as_millis())?,
            judgements: story.judgements.clone(),
            slip: !story.slip().is_empty(),
            versions: Versions::ask(),
        })
    }

    fn lay_out_slip(&self, story: &Story) -> Result<()> {
        let slip = story.slip();
        if slip.is_empty() {
            return Ok(());
        }
        fs::write(self.out.join("slip.bin"), &slip)?;
        fs::write(self.out.join("slip.txt"), slip_text(&slip))?;
        fs::write(self.out.join("slip.png"), slip_png(&slip)?)?;
        Ok(())
    }
}

/// Makes a place for a run's files, without those of an earlier run; all else there stays.
fn clear(out: &Path) -> Result<()> {
    fs::create_dir_all(out)?;
    for entry in fs::read_dir(out)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let picture =
            name.ends_with(".png") && name.starts_with(|first: char| first.is_ascii_digit());
        if picture || OWN_FILES.contains(&name.as_str()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Copies files and folders; sockets and devices stay where they are.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
