// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The pages a totem has shown, in order, as its lines tell them.

use std::io::{BufRead as _, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use kiosk::ScreenLine;
use serde::Deserialize;

/// A page as it was seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its place among all pages, from 0.
    pub number: usize,
    /// What is on it.
    pub line: ScreenLine,
    /// Where a finger finds what; empty for the text glass.
    pub targets: Vec<Target>,
    /// When it came.
    pub at: Instant,
}

/// Something to touch, in pixels of the window.
#[derive(Clone, Debug, Deserialize)]
pub struct Target {
    /// Kebab-case name.
    pub action: String,
    /// A digit, or a language.
    pub value: Option<String>,
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// Shared by the eyes that read lines and the script that waits for pages.
#[derive(Clone, Debug, Default)]
pub struct Pages(Arc<(Mutex<State>, Condvar)>);

#[derive(Debug, Default)]
struct State {
    pages: Vec<Seen>,
    /// The first page that no script has looked at.
    next: usize,
    complaints: Vec<String>,
    /// The totem's lines have ended, as often as it was switched on.
    endings: u32,
    listening: u32,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Page(Box<PageLine>),
    Complaint { error: String },
}

#[derive(Deserialize)]
struct PageLine {
    #[serde(flatten)]
    line: ScreenLine,
    #[serde(default)]
    targets: Vec<Target>,
}

impl Pages {
    /// Reads a totem's lines from now on.
    pub fn listen(&self, lines: impl Read + Send + 'static) -> Result<()> {
        self.lock().listening += 1;
        let pages = self.clone();
        thread::Builder::new().name("eyes".into()).spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                pages.read(&line);
            }
            pages.lock().endings += 1;
            pages.0.1.notify_all();
        })?;
        Ok(())
    }

    /// Every page so far.
    pub fn all(&self) -> Vec<Seen> {
        self.lock().pages.clone()
    }

    /// Every complaint about a touch so far.
    pub fn complaints(&self) -> Vec<String> {
        self.lock().complaints.clone()
    }

    /// The first page not looked at that is so. Everything up to it counts as looked at.
    pub fn await_next(&self, patience: Duration, so: impl Fn(&ScreenLine) -> bool) -> Result<Seen> {
        self.wait(patience, |state| {
            let from = state.next;
            let found = state
                .pages
                .iter()
                .skip(from)
                .find(|seen| so(&seen.line))
                .cloned();
            if let Some(seen) = &found {
                state.next = seen.number + 1;
            }
            found
        })
    }

    /// Whether the page looked at last was this one.
    pub fn was_expected(&self, screen: &str) -> bool {
        let state = self.lock();
        let last = state
            .next
            .checked_sub(1)
            .and_then(|last| state.pages.get(last));
        last.is_some_and(|seen| seen.line.screen == screen)
    }

    /// The page on the glass, once it offers the action.
    pub fn await_offer(&self, patience: Duration, action: &str) -> Result<Seen> {
        let offers = |seen: &&Seen| seen.line.actions.iter().any(|offer| offer == action);
        self.wait(patience, |state| state.pages.last().filter(offers).cloned())
            .with_context(|| format!("no page offers {action}"))
    }

    /// The first page after number `after`, if it comes in time.
    pub fn await_number(&self, number: usize, patience: Duration) -> Result<Seen> {
        self.wait(patience, |state| state.pages.get(number).cloned())
    }

    /// The page on the glass.
    pub fn last(&self) -> Option<Seen> {
        self.lock().pages.last().cloned()
    }

    fn read(&self, line: &str) {
        let mut state = self.lock();
        match serde_json::from_str(line) {
            Ok(Line::Page(page)) => state.see(*page),
            Ok(Line::Complaint { error }) => state.complaints.push(error),
            Err(error) => state.complaints.push(format!("{error}: {line}")),
        }
        self.0.1.notify_all();
    }

    fn wait<T>(
        &self,
        patience: Duration,
        mut found: impl FnMut(&mut State) -> Option<T>,
    ) -> Result<T> {
        let deadline = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            if let Some(found) = found(&mut state) {
                return Ok(found);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.endings == state.listening {
                bail!(state.story());
            }
            let waited = self.0.1.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The same page again, laid out anew, is no other page.
    fn see(&mut self, page: PageLine) {
        let number = self.pages.len();
        match self.pages.last_mut() {
            Some(last) if same(&last.line, &page.line) => last.targets = page.targets,
            Some(_) | None => self.pages.push(Seen {
                number,
                line: page.line,
                targets: page.targets,
                at: Instant::now(),
            }),
        }
    }

    /// What went before, for whoever has to find out why it did not go on.
    fn story(&self) -> String {
        let names: Vec<&str> = self
            .pages
            .iter()
            .map(|seen| seen.line.screen.as_str())
            .collect();
        let end = if self.endings == self.listening {
            "the totem ended"
        } else {
            "nothing came"
        };
        format!(
            "{end} after {} {}",
            names.join(", "),
            self.complaints.join("; ")
        )
    }
}

fn same(a: &ScreenLine, b: &ScreenLine) -> bool {
    let timeless = |line: &ScreenLine| ScreenLine {
        deadline_ms: None,
        ..line.clone()
    };
    timeless(a) == timeless(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(screen: &str, title: &str, deadline_ms: u64) -> String {
        format!(
            r#"{{"screen":"{screen}","lang":"it","title":"{title}","lines":[],"actions":["start"],
            "outcome":null,"tries_left":null,"deadline_ms":{deadline_ms}}}"#
        )
        .replace('\n', "")
    }

    #[test]
    fn a_page_that_only_counts_down_is_one_page() {
        let pages = Pages::default();
        for (title, deadline_ms) in [("a", 2), ("a", 1), ("b", 1)] {
            pages.read(&line("idle", title, deadline_ms));
        }
        let titles: Vec<_> = pages
            .all()
            .into_iter()
            .map(|seen| seen.line.title)
            .collect();
        assert_eq!(titles, ["a", "b"]);
    }

    #[test]
    fn a_page_is_expected_once() {
        let pages = Pages::default();
        pages.listen(std::io::empty()).expect("a thread");
        pages.read(&line("choose-pin", "first", 1));
        pages.read(&line("choose-pin", "again", 1));
        let next = || pages.await_next(Duration::ZERO, |line| line.screen == "choose-pin");
        assert_eq!(next().expect("a page").line.title, "first");
        assert_eq!(next().expect("a page").line.title, "again");
        assert!(next().is_err());
    }

    #[test]
    fn complaints_are_kept_apart() {
        let pages = Pages::default();
        pages.read(r#"{"error":"unknown action"}"#);
        assert_eq!(pages.complaints(), ["unknown action"]);
        assert!(pages.all().is_empty());
    }
}
