// SPDX-License-Identifier: EUPL-1.2
//! pcscd, vpcd, the program and a deck, started and stopped together.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use card_emulator::control::Client;
use card_emulator::personalise::{CardEntry, Deck, DeckEntry, Order, personalise};
use tempfile::TempDir;
use time::OffsetDateTime;

const PATIENCE: Duration = Duration::from_secs(10);

/// A reader with a person in front of it; everything stops when this is dropped.
pub(crate) struct ReaderBench {
    pub(crate) client: Client,
    pub(crate) deck: DeckEntry,
    dir: TempDir,
    _pcscd: Process,
    _program: Process,
}

struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl ReaderBench {
    /// The deck as it is meant.
    pub(crate) fn start(deck: Deck) -> Self {
        Self::with(&Order::new(vec![deck], 3, OffsetDateTime::now_utc()))
    }

    /// The plain deck, with old cards of this generation.
    pub(crate) fn of_generation(name: &str) -> Self {
        let mut order = Order::new(vec![Deck::SamePerson], 3, OffsetDateTime::now_utc());
        order.old_generation = Some(name.to_owned());
        Self::with(&order)
    }

    fn with(order: &Order) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let inventory = personalise(dir.path(), order).expect("a deck");
        let pcscd = spawn(Command::new("pcscd").args(["--foreground", "--critical"]));
        let socket = Path::new("/run/pcscd/pcscd.comm");
        wait_until("pcscd listens", || socket.exists());
        let control = dir.path().join("control");
        let program = spawn(
            Command::new(env!("CARGO_BIN_EXE_cns-emulator"))
                .args(["run", "--vpcd", "127.0.0.1:35963", "--control"])
                .arg(&control),
        );
        let client = Client::connect(&control, PATIENCE).expect("the program listens");
        let deck = inventory.decks[0].clone();
        Self {
            client,
            deck,
            dir,
            _pcscd: pcscd,
            _program: program,
        }
    }

    /// Inserts a card and waits until pcscd has powered it.
    pub(crate) fn insert(&mut self, card: &CardEntry) {
        self.insert_unpowered(card);
        wait_until("the card has power", || {
            self.opensc_tool(&["--atr"]).contains("3b:")
        });
    }

    /// Inserts a card and waits until pcscd has noticed it.
    pub(crate) fn insert_unpowered(&mut self, card: &CardEntry) {
        self.client
            .insert(&self.dir.path().join(&card.dir))
            .expect("inserts");
        wait_until("pcscd sees the card", || {
            self.opensc_tool(&["--list-readers"]).contains("Yes")
        });
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Tries left of PIN and PUK.
    pub(crate) fn tries(&mut self) -> [Option<u8>; 2] {
        let status = self.client.status().expect("answers");
        [status.pin_tries, status.puk_tries]
    }

    pub(crate) fn opensc_tool(&self, arguments: &[&str]) -> String {
        self.run("opensc-tool", arguments)
    }

    pub(crate) fn pkcs15(&self, arguments: &[&str]) -> String {
        self.run("pkcs15-tool", &[&["--reader", "0"], arguments].concat())
    }

    pub(crate) fn refuse_pkcs15(&self, arguments: &[&str]) -> String {
        self.refuse("pkcs15-tool", &[&["--reader", "0"], arguments].concat())
    }

    /// Runs a tool that must succeed; what it printed.
    pub(crate) fn run(&self, tool: &str, arguments: &[&str]) -> String {
        let output = self.output(tool, arguments);
        let printed = printed(&output);
        assert!(output.status.success(), "{tool} {arguments:?}: {printed}");
        printed
    }

    /// Runs a tool that must fail; what it printed.
    pub(crate) fn refuse(&self, tool: &str, arguments: &[&str]) -> String {
        let output = self.output(tool, arguments);
        let printed = printed(&output);
        assert!(
            !output.status.success(),
            "{tool} {arguments:?} should have failed: {printed}"
        );
        printed
    }

    fn output(&self, tool: &str, arguments: &[&str]) -> Output {
        // OpenSC keeps caches under HOME.
        Command::new(tool)
            .args(arguments)
            .current_dir(self.dir.path())
            .env("HOME", self.dir.path())
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{tool}: {error}"))
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn spawn(command: &mut Command) -> Process {
    Process(command.stdin(Stdio::null()).spawn().expect("starts"))
}

fn wait_until(what: &str, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
