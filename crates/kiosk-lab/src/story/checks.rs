// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" in the words of scenarios: a check, its report, the proof of a PIN.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use card_emulator::personalise::CardEntry;
use kiosk_journal::Journal;

use super::Story;
use crate::glass::Seen;
use crate::world::World;

/// Everything that a visit would have left.
#[derive(Debug, PartialEq)]
pub(super) struct Traces {
    journal: Vec<u8>,
    slip_bytes: usize,
    /// Sessions opened at the backend; none when it is down, and opens none.
    sessions: Option<u64>,
}

impl Traces {
    fn look(world: &World) -> Result<Self> {
        Ok(Self {
            journal: journal(world)?,
            slip_bytes: world.printer.slips().concat().len(),
            sessions: world.backend.times_answered("/sessions/{sid}").ok(),
        })
    }
}

/// Every page of the journal, wherever it was when the totem stood still: a copy is tidied up.
fn journal(world: &World) -> Result<Vec<u8>> {
    let scratch = tempfile::tempdir()?;
    for name in [JOURNAL, "journal.db-wal"] {
        let file = world.totem_state().join(name);
        if file.exists() {
            fs::copy(file, scratch.path().join(name))?;
        }
    }
    let copy = scratch.path().join(JOURNAL);
    Journal::open(&copy)?.tidy_up()?;
    Ok(fs::read(copy)?)
}

const JOURNAL: &str = "journal.db";

impl Story {
    /// Comes to a totem that is ready, and asks it about a card.
    pub fn start_check(&mut self) -> Result<()> {
        if !self.glass.pages().was_expected("idle") {
            self.glass.expect("idle")?;
        }
        self.before_check = Some(Traces::look(&self.world)?);
        self.begin_with("check")?;
        self.glass.expect("check-insert-card")?;
        Ok(())
    }

    /// Asks the totem about this card: the report.
    pub fn check(&mut self, card: &CardEntry) -> Result<Seen> {
        self.start_check()?;
        self.insert(card)?;
        self.report()
    }

    /// Asks it about the old card.
    pub fn check_old_card(&mut self) -> Result<Seen> {
        let card = self.world.cards.old.clone();
        self.check(&card)
    }

    /// The report, once the card is read and the service asked.
    pub fn report(&mut self) -> Result<Seen> {
        let report = self.glass.expect("check-report")?;
        self.end_phase("check-card")?;
        Ok(report)
    }

    /// Wants the PIN proved, and types it.
    pub fn prove_pin(&mut self, pin: &str) -> Result<()> {
        self.glass.touch("prove-pin", None)?;
        self.glass.expect("check-enter-pin")?;
        self.type_pin(pin)
    }

    /// The PIN of the card in hand proved: the report after it.
    pub fn prove_old_pin(&mut self) -> Result<Seen> {
        let pin = self.old_pin()?;
        self.prove_pin(&pin)?;
        let report = self.glass.expect("check-report")?;
        self.end_phase("prove-pin")?;
        Ok(report)
    }

    /// Goes with the card, and looks whether anything of the check was left behind.
    pub fn end_check(&mut self) -> Result<()> {
        self.glass.touch("confirm", None)?;
        let page = self.glass.expect_one_of(&["take-card", "idle"])?;
        if self.world.slot.status()?.card.is_some() {
            self.remove_card()?;
        }
        if page.line.screen != "idle" {
            self.glass.expect("idle")?;
        }
        let mut before = self.before_check.take().context("no check was begun")?;
        let after = Traces::look(&self.world)?;
        if after.sessions.is_none() {
            before.sessions = None;
        }
        ensure!(
            before.journal == after.journal,
            "the check is in the journal"
        );
        ensure!(before == after, "the check left a slip or a session");
        Ok(())
    }

    /// Fails unless the card in the slot was asked for its PIN so often, and has so many tries.
    pub fn card_was_asked(&mut self, verifies: u64, tries: u8) -> Result<()> {
        let status = self.world.slot.status()?;
        let earlier: u64 = self.traffic.iter().map(|phase| phase.verifies).sum();
        let asked = earlier + status.counters.verify;
        ensure!(asked == verifies, "{asked} VERIFY, not {verifies}");
        let left = status.pin_tries;
        ensure!(left == Some(tries), "{left:?} tries are left, not {tries}");
        Ok(())
    }
}

/// Fails unless the report is about this, and these are among its lines.
pub(crate) fn says(report: &Seen, title: &str, lines: &[&str]) -> Result<()> {
    let page = &report.line;
    ensure!(page.title == title, "the report is about {:?}", page.title);
    for line in lines {
        let said = page.lines.iter().any(|said| said.starts_with(line));
        ensure!(said, "no line {line:?} in {:?}", page.lines);
    }
    Ok(())
}

/// Fails if the report offers a proof, for which the card is not good.
pub(crate) fn offers_no_proof(report: &Seen) -> Result<()> {
    let offered = &report.line.actions;
    let proof = offered.iter().any(|action| action == "prove-pin");
    ensure!(!proof, "a proof is offered: {offered:?}");
    Ok(())
}
