// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A scenario, played by `puntosi-demo` in a world of its own.

use std::path::Path;

use kiosk_lab::journey::{Journey, Step};
use tempfile::TempDir;

use crate::program::Program;

/// What a played scenario left.
#[derive(Debug)]
pub struct Rehearsed {
    /// `journey.json`.
    pub journey: Journey,
    /// Standard error and output of the demo.
    pub told: String,
    folder: TempDir,
}

/// Plays a scenario through a glass.
///
/// # Panics
/// If it leaves no journey, or the program ends otherwise than the journey says.
pub fn rehearse(scenario: &str, glass: &str, more: &[&str]) -> Rehearsed {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let ended = Program::named("puntosi-demo")
        .told(&["--auto", "--scenario", scenario, "--glass", glass, "--out"])
        .told(&[&out])
        .told(more)
        .run();
    ended.calm();
    let journey = Journey::read(&out).unwrap_or_else(|error| panic!("{error:#}: {ended:?}"));
    assert_eq!(ended.code == Some(0), journey.passed, "{ended:?}");
    Rehearsed {
        journey,
        told: ended.out + &ended.err,
        folder,
    }
}

impl Rehearsed {
    /// Where everything lies.
    pub fn out(&self) -> std::path::PathBuf {
        self.folder.path().join("out")
    }

    /// Asserts that the scenario went as its file says, down to this outcome on the screen, and
    /// that nothing of the product panicked on the way.
    ///
    /// # Panics
    /// If it did not.
    pub fn ends_in(&self, outcome: &str) -> &Self {
        assert!(self.journey.passed, "{}{}", self.told, self.logs());
        assert_eq!(self.journey.outcome.as_deref(), Some(outcome));
        self.nobody_panicked();
        self
    }

    /// Asserts that a scenario without a visit went as its file says, and printed nothing.
    ///
    /// # Panics
    /// If it did not.
    pub fn goes_well(&self) -> &Self {
        assert!(self.journey.passed, "{}{}", self.told, self.logs());
        assert!(!self.journey.slip, "a slip was printed");
        self.nobody_panicked();
        self
    }

    /// Asserts that no page calls a card bad, which is only unknown here.
    ///
    /// # Panics
    /// If one does.
    pub fn insults_nobody(&self) -> &Self {
        let words = self.words().to_lowercase();
        for insult in ["non valid", "not valid", "invalid"] {
            assert!(!words.contains(insult), "{words}");
        }
        self
    }

    /// Asserts that no program panicked.
    ///
    /// # Panics
    /// If one did.
    pub fn nobody_panicked(&self) {
        let logs = self.logs();
        assert!(!logs.contains("panicked"), "{logs}");
    }

    /// Asserts that these pages were shown, in this order, whatever stood between them.
    ///
    /// # Panics
    /// If one was not.
    pub fn shows(&self, screens: &[&str]) -> &Self {
        let mut shown = self.journey.steps.iter().map(|step| step.screen.as_str());
        for screen in screens {
            let found = shown.any(|name| name == *screen);
            assert!(found, "{screen} is missing in {:?}", self.pages());
        }
        self
    }

    /// Asserts that this page was never shown.
    ///
    /// # Panics
    /// If it was.
    pub fn never_shows(&self, screen: &str) -> &Self {
        assert!(
            !self.journey.shows(screen),
            "{screen} was shown: {:?}",
            self.pages()
        );
        self
    }

    /// The first time a page was shown.
    ///
    /// # Panics
    /// If it never was.
    pub fn step(&self, screen: &str) -> &Step {
        let mut steps = self.journey.steps.iter();
        let step = steps.find(|step| step.screen == screen);
        step.unwrap_or_else(|| panic!("{screen} is missing in {:?}", self.pages()))
    }

    /// The words of every page, one page a line.
    pub fn words(&self) -> String {
        let words = |step: &Step| step.title.clone() + " " + &step.lines.join(" ");
        self.journey
            .steps
            .iter()
            .map(words)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// What a log says.
    pub fn log(&self, name: &str) -> String {
        read(&self.out().join("logs").join(name))
    }

    fn pages(&self) -> Vec<&str> {
        self.journey
            .steps
            .iter()
            .map(|step| step.screen.as_str())
            .collect()
    }

    fn logs(&self) -> String {
        [
            "totem.log",
            "backend.log",
            "cns-emulator.log",
            "cns-emulator-2.log",
        ]
        .map(|name| self.log(name))
        .concat()
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}
