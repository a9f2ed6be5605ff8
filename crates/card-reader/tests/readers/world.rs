// SPDX-License-Identifier: EUPL-1.2
//! A pcscd of one's own, virtual readers, a deck of cards, and the crate under test in between.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use activation_protocol::Pin;
use card_emulator::personalise::{CardEntry, Deck, DeckEntry, Order, personalise};
use card_emulator::slot::{Faults, Slot};
use card_emulator::vpcd;
use card_reader::{CardReaders, ReaderConfig, ReaderEvent};
use cns_card::{CardChannel, ChannelError, Profile, Profiles, Recognition};
use nix::sched::CloneFlags;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

/// Longer than anything here takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The names pcscd gives to its virtual readers.
pub(crate) const VIRTUAL: [&str; 2] = ["Virtual PCD 00 00", "Virtual PCD 00 01"];

/// Everything a test moves. The namespaces end with the test's threads.
pub(crate) struct World {
    pub(crate) readers: CardReaders,
    pub(crate) hands: [Arc<Slot>; 2],
    events: Receiver<ReaderEvent>,
    pcscd: Option<Child>,
    decks: Vec<DeckEntry>,
    dir: TempDir,
}

impl World {
    /// pcscd runs, the readers are empty.
    pub(crate) fn new() -> Self {
        Self::with(ReaderConfig::default(), true)
    }

    pub(crate) fn with(config: ReaderConfig, pcscd_runs: bool) -> Self {
        Self::with_faults(config, pcscd_runs, Faults::default())
    }

    pub(crate) fn with_faults(config: ReaderConfig, pcscd_runs: bool, faults: Faults) -> Self {
        enter_namespaces();
        let dir = tempfile::tempdir().expect("a directory for the deck");
        let decks = made_decks(dir.path());
        let hands = [35963, 35964].map(|port| start_card(port, faults.clone()));
        let conf = dir.path().join(READERS_CONF);
        fs::create_dir(&conf).expect("a directory can be made");
        plug(&conf);
        let pcscd = pcscd_runs.then(|| start_pcscd(&conf));
        let (sender, events) = channel();
        let readers = CardReaders::start(config, move |event| {
            // A test that is over listens no more.
            let _ = sender.send(event);
        });
        Self {
            readers,
            hands,
            events,
            pcscd,
            decks,
            dir,
        }
    }

    pub(crate) fn start_pcscd(&mut self) {
        self.pcscd = Some(start_pcscd(self.readers_conf().as_path()));
    }

    /// pcscd forgets the virtual readers at its next start, as if they were not on the cable.
    pub(crate) fn unplug_readers(&self) {
        fs::remove_file(self.readers_conf().join(VPCD)).expect("the readers are plugged in");
    }

    /// From its next start on, pcscd finds the virtual readers again.
    pub(crate) fn plug_readers(&self) {
        plug(&self.readers_conf());
    }

    pub(crate) fn signal_pcscd(&self, signal: Signal) {
        let pcscd = self.pcscd.as_ref().expect("pcscd runs");
        let pid = Pid::from_raw(i32::try_from(pcscd.id()).expect("a pid fits"));
        kill(pid, signal).expect("pcscd is our child");
    }

    fn readers_conf(&self) -> PathBuf {
        self.dir.path().join(READERS_CONF)
    }

    pub(crate) fn stop_pcscd(&mut self) {
        if let Some(mut pcscd) = self.pcscd.take() {
            pcscd.kill().expect("pcscd is our child");
            pcscd.wait().expect("pcscd is our child");
            for left_behind in ["pcscd.comm", "pcscd.pid"] {
                let _ = fs::remove_file(Path::new(RUN).join(left_behind));
            }
        }
    }

    pub(crate) fn insert(&self, slot: usize, card: Which) {
        self.hands[slot]
            .insert(&self.path(card))
            .expect("the deck's cards load");
    }

    pub(crate) fn path(&self, card: Which) -> PathBuf {
        self.dir.path().join(&self.entry(card).dir)
    }

    pub(crate) fn entry(&self, card: Which) -> &CardEntry {
        match card {
            Which::Old => &self.decks[0].old,
            Which::New => &self.decks[0].new,
            Which::OldAthena => &self.decks[1].old,
        }
    }

    pub(crate) fn pin(&self, card: Which) -> Pin {
        let pin = self.entry(card).pin.as_deref().expect("it has a PIN");
        Pin::new(pin.as_bytes()).expect("it is a PIN")
    }

    pub(crate) fn next_event(&self) -> ReaderEvent {
        self.events
            .recv_timeout(PATIENCE)
            .expect("something happens at the readers")
    }

    /// Nothing happens for longer than pcscd takes to notice.
    pub(crate) fn expect_silence(&self) {
        assert_eq!(self.events_until_silence(), []);
    }

    /// What happens until pcscd would have noticed anything more.
    pub(crate) fn events_until_silence(&self) -> Vec<ReaderEvent> {
        let next = || self.events.recv_timeout(Duration::from_millis(1200)).ok();
        std::iter::from_fn(next).collect()
    }

    /// The next event is an insertion; the profile of the card.
    pub(crate) fn inserted(&self, expected: u8) -> Profile {
        let event = self.next_event();
        let ReaderEvent::Inserted { slot, atr } = event else {
            panic!("not an insertion: {event:?}");
        };
        assert_eq!(slot, expected);
        match Profiles::builtin().recognise(&atr) {
            Recognition::Known(profile) => profile.clone(),
            other @ (Recognition::UnknownCns | Recognition::Unknown) => {
                panic!("not a known card: {other:?}")
            }
        }
    }

    /// Runs a job with a generous budget and waits for its result.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        slot: u8,
        job: impl FnOnce(&mut dyn CardChannel) -> T + Send + 'static,
    ) -> Result<T, ChannelError> {
        self.run_within(slot, PATIENCE, job)
    }

    pub(crate) fn run_within<T: Send + 'static>(
        &self,
        slot: u8,
        budget: Duration,
        job: impl FnOnce(&mut dyn CardChannel) -> T + Send + 'static,
    ) -> Result<T, ChannelError> {
        let (sender, result) = channel();
        self.readers.run(slot, budget, job, move |outcome| {
            // A test that is over listens no more.
            let _ = sender.send(outcome);
        });
        result
            .recv_timeout(2 * PATIENCE)
            .expect("done is called for every job")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop_pcscd();
    }
}

/// A card of the deck.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    Old,
    New,
    /// An old card of the generation before, with RSA-1024.
    OldAthena,
}

fn enter_namespaces() {
    private_world::leave(CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWNET)
        .expect("these tests need root: they run pcscd in a namespace of their own");
    private_world::mount_memory(RUN.as_ref(), "mode=0755").expect("memory mounts");
    private_world::raise_loopback().expect("iproute2 is installed");
}

fn made_decks(dir: &Path) -> Vec<DeckEntry> {
    let decks = vec![Deck::SamePerson, Deck::SamePersonAthena];
    let order = Order::new(decks, 1, time::macros::datetime!(2026-11-23 12:00 UTC));
    personalise(dir, &order).expect("decks can be made").decks
}

fn start_card(port: u16, faults: Faults) -> Arc<Slot> {
    let slot = Arc::new(Slot::new(faults, None));
    let card = Arc::clone(&slot);
    thread::spawn(move || vpcd::serve(&card, &format!("127.0.0.1:{port}")));
    slot
}

/// Debian's own configuration of vsmartcard's readers.
fn plug(conf: &Path) {
    fs::copy(Path::new("/etc/reader.conf.d").join(VPCD), conf.join(VPCD))
        .expect("vsmartcard-vpcd is installed");
}

fn start_pcscd(conf: &Path) -> Child {
    let pcscd = Command::new("pcscd")
        .args(["--foreground", "--critical", "--config"])
        .arg(conf)
        .spawn()
        .expect("pcscd is installed");
    let due = Instant::now() + PATIENCE;
    while !Path::new(RUN).join("pcscd.comm").exists() {
        assert!(Instant::now() < due, "pcscd does not start");
        thread::sleep(Duration::from_millis(10));
    }
    pcscd
}

const RUN: &str = "/run/pcscd";
const READERS_CONF: &str = "reader.conf.d";
const VPCD: &str = "vpcd";
