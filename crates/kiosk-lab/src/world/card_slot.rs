// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The slot of the reader, the cards that go in, and the hand that moves them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use card_emulator::control::{Client, Event, Request, Status};
use card_emulator::personalise::CardEntry;

use super::process::Process;
use super::programs::sibling;

const PATIENCE: Duration = Duration::from_secs(15);

/// A reader of vpcd, and what its card's program is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// What PC/SC calls it.
    pub(super) name: &'static str,
    vpcd: &'static str,
    program: &'static str,
    control: &'static str,
    apdus: &'static str,
}

/// The one that every totem has.
pub(super) const FIRST: Reader = Reader {
    name: "Virtual PCD 00 00",
    vpcd: "127.0.0.1:35963",
    program: "cns-emulator",
    control: "hand",
    apdus: "logs/apdus.log",
};

/// The one that a totem may have.
pub(super) const SECOND: Reader = Reader {
    name: "Virtual PCD 00 01",
    vpcd: "127.0.0.1:35964",
    program: "cns-emulator-2",
    control: "hand-2",
    apdus: "logs/apdus-2.log",
};

/// `cns-emulator` and its control socket.
#[derive(Debug)]
pub struct CardSlot {
    hand: Client,
    cards: PathBuf,
    _process: Process,
}

impl CardSlot {
    pub(super) fn start(dir: &Path, reader: Reader, cards: &Path, delay_ms: u64) -> Result<Self> {
        let control = dir.join(reader.control);
        let mut command = Command::new(sibling("cns-emulator")?);
        command
            .args(["run", "--vpcd", reader.vpcd, "--control"])
            .arg(&control)
            .arg("--log")
            .arg(dir.join(reader.apdus))
            .args(["--delay-ms-per-apdu", &delay_ms.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let process = Process::start(reader.program, dir, &mut command)?;
        let hand = Client::connect(&control, PATIENCE).context(reader.program)?;
        Ok(Self {
            hand,
            cards: cards.to_owned(),
            _process: process,
        })
    }

    /// Puts a card in.
    pub fn insert(&mut self, card: &CardEntry) -> Result<()> {
        Ok(self.hand.insert(&self.cards.join(&card.dir))?)
    }

    /// Takes the card out.
    pub fn remove(&mut self) -> Result<()> {
        Ok(self.hand.remove()?)
    }

    /// What is so now.
    pub fn status(&mut self) -> Result<Status> {
        Ok(self.hand.status()?)
    }

    /// From now on the card answers as fast as it can.
    pub fn hurry(&mut self) -> Result<()> {
        Ok(self.hand.delay(0)?)
    }

    /// Counts APDUs and bytes afresh.
    pub fn reset_counters(&mut self) -> Result<()> {
        Ok(self.hand.reset_counters()?)
    }

    /// Disturbs the card, or the hand that holds it, in any way there is.
    pub fn disturb(&mut self, request: &Request) -> Result<()> {
        Ok(self.hand.request(request)?)
    }

    /// Puts another card in the place of the one there, and the reader does not notice.
    pub fn swap_unnoticed(&mut self, card: &CardEntry) -> Result<()> {
        Ok(self.hand.swap_unnoticed(&self.cards.join(&card.dir))?)
    }

    /// Orders the answer to the next command with this INS to be held back.
    pub fn hold(&mut self, ins: u8) -> Result<()> {
        Ok(self.hand.hold(ins)?)
    }

    /// Waits until an answer is held back: what it answers is done and durable on the card.
    pub fn await_held(&mut self) -> Result<()> {
        let event = self
            .hand
            .next_event(PATIENCE)
            .context("no command to hold came")?;
        ensure!(matches!(event, Event::Held { .. }), "the card left instead");
        Ok(())
    }

    /// What happened to earlier commands is of no interest any more.
    pub fn forget_events(&mut self) {
        while self.hand.next_event(Duration::from_millis(1)).is_ok() {}
    }

    /// Lets the held answer go.
    pub fn release(&mut self) -> Result<()> {
        Ok(self.hand.release()?)
    }
}
