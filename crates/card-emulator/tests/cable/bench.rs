// SPDX-License-Identifier: EUPL-1.2
//! A deck of its own, the program, and a reader, for each test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use card_emulator::control::Client;
use card_emulator::hex;
use card_emulator::personalise::{Deck, Inventory, Order, personalise};
use tempfile::TempDir;
use time::macros::datetime;

use super::virtual_reader::{Cable, VirtualReader};

/// The program under test with its surroundings; all of it goes when this is dropped.
pub(crate) struct Bench {
    pub(crate) client: Client,
    program: Child,
    reader: VirtualReader,
    dir: TempDir,
    deck: &'static str,
}

impl Bench {
    /// An empty slot and the plain deck.
    pub(crate) fn empty() -> Self {
        Self::with_deck("same-person", &[])
    }

    /// The plain deck with one card inserted.
    pub(crate) fn with_card(role: &str) -> Self {
        let mut bench = Self::empty();
        bench.insert(role);
        bench
    }

    /// An empty slot, a deck, and more arguments for the program.
    pub(crate) fn with_deck(deck: &'static str, arguments: &[&str]) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let name = Deck::ALL
            .into_iter()
            .find(|one| one.name() == deck)
            .expect("a deck");
        let now = datetime!(2026-11-23 12:00 UTC);
        personalise(dir.path(), &Order::new(vec![name], 7, now)).expect("a deck");
        let reader = VirtualReader::listen();
        let program = start(&reader, dir.path(), arguments);
        let client = connect(dir.path());
        Self {
            client,
            program,
            reader,
            dir,
            deck,
        }
    }

    pub(crate) fn insert(&mut self, role: &str) {
        let card = self.card(role);
        self.client.insert(&card).expect("inserts");
    }

    /// The cable of the card that comes next.
    pub(crate) fn accept(&self) -> Cable {
        self.reader.accept()
    }

    /// Kills the program without a chance to tidy up.
    pub(crate) fn cut_power(&mut self) {
        self.program.kill().expect("kills");
        self.program.wait().expect("is dead");
    }

    /// Starts the program again with a card in the slot.
    pub(crate) fn power_up(&mut self, role: &str) {
        self.program = start(&self.reader, self.dir.path(), &[]);
        self.client = connect(self.dir.path());
        self.insert(role);
    }

    pub(crate) fn card(&self, role: &str) -> PathBuf {
        self.dir.path().join(self.deck).join(role)
    }

    pub(crate) fn state(&self, role: &str) -> String {
        fs::read_to_string(self.card(role).join("state.json")).expect("a state")
    }

    pub(crate) fn pin_on_disk(&self, role: &str) -> String {
        let state: serde_json::Value = serde_json::from_str(&self.state(role)).expect("JSON");
        state["pin"].as_str().expect("a PIN").to_owned()
    }

    /// Everything that must not be seen of this deck: people, numbers and codes.
    pub(crate) fn planted(&self) -> Vec<String> {
        let inventory = Inventory::read(self.dir.path()).expect("an inventory");
        let deck = &inventory.decks[0];
        let holder = &deck.holder;
        let mut planted = vec![
            holder.codice_fiscale.clone(),
            holder.surname.clone(),
            holder.name.clone(),
        ];
        for card in [&deck.old, &deck.new] {
            planted.push(card.id_carta.clone());
            planted.extend(card.pin.clone());
            planted.extend(card.puk.clone());
        }
        planted
    }

    /// A second hand, on the reader with this number.
    pub(crate) fn hand_at(&self, reader: usize) -> Client {
        connect(self.dir.path()).at_reader(reader)
    }

    /// Runs the program once more; whether it succeeded, and what it said.
    pub(crate) fn replay(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_cns-emulator"))
            .arg("replay")
            .arg(self.log())
            .args(arguments)
            .current_dir(self.dir.path().join(self.deck))
            .output()
            .expect("the program starts");
        let said = [&output.stdout[..], &output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.success(), said)
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.dir.path().join("control")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.dir.path().join("apdu.log")
    }

    /// VERIFY for the masks of this deck.
    pub(crate) fn verify_pin(&self, pin: &str) -> String {
        format!("0020009008{}", padded(pin))
    }

    /// CHANGE REFERENCE DATA from the PIN that the new card was issued with.
    pub(crate) fn change_pin(&self, pin: &str) -> String {
        format!(
            "0024009010{}{}",
            padded(&self.pin_on_disk("new")),
            padded(pin)
        )
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn padded(digits: &str) -> String {
    format!("{:F<16}", hex::encode(digits.as_bytes()))
}

fn start(reader: &VirtualReader, dir: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cns-emulator"))
        .args(["run", "--vpcd", &reader.address(), "--control"])
        .arg(dir.join("control"))
        .arg("--log")
        .arg(dir.join("apdu.log"))
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn connect(dir: &Path) -> Client {
    Client::connect(&dir.join("control"), Duration::from_secs(5)).expect("the program listens")
}
