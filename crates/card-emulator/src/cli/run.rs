// SPDX-License-Identifier: EUPL-1.2
//! `cns-emulator run`: cards in readers, and everything that can go wrong there.

use std::fs;
use std::os::unix::fs::FileTypeExt as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use card_emulator::ccid::{self, Address};
use card_emulator::control::{self, Order, obey};
use card_emulator::log::ApduLog;
use card_emulator::slot::{Faults, Habits, Slot};
use card_emulator::vpcd;
use clap::{ArgGroup, Args};

const MORE: &str = r#"Readers are numbered from 0: those of --vpcd as given, then those of --ccid.

Faults, as --fault ORDER or, while running, as one JSON line on the control socket:
  pull-at ins=2A when=before          the card leaves at the next PSO, which it does not execute
  pull-at ins=24 when=after bytes=1   it executes it and leaves; 1 byte of the answer gets out
  hold ins=2A [ms=700]                the answer is held back until released (a card that hangs)
  release
  answer ins=B0 sw=6F00 times=3       READ BINARY is refused three times
  forget [ins=2A]                     power lost for a moment: PIN and selection are gone
  mute on=true                        upside down, or dirty contacts
  quirks set={"end_of_file":"6282"}   another mask: the names of a generation's [quirks]
  swap card=DIR [gap_ms=0] [ins=B0]   another card; without a gap the reader does not notice
  insert card=DIR    remove    delay ms=30    realistic on=true    heal    status    reset-counters
Each takes reader=N, too. As JSON: {"do":"pull-at","ins":"24","when":"after","bytes":1,"reader":1}
(and so for values with spaces). A fault for one command strikes once; heal ends them all.

vpcd listens on all interfaces and asks nobody for a password: run pcscd and this program in a
private network namespace (unshare -m -n; see the README)."#;

#[derive(Debug, Args)]
#[command(after_long_help = MORE)]
#[command(group = ArgGroup::new("readers").required(true).multiple(true).args(["vpcd", "ccid"]))]
pub(crate) struct RunArguments {
    /// Directories of cards, one for each reader; `-` or nothing for a reader that starts empty
    card: Vec<PathBuf>,
    /// A reader of vpcd; port 35963 is the first virtual reader, 35964 the second
    #[arg(long, value_name = "HOST:PORT")]
    vpcd: Vec<TcpAddress>,
    /// A reader of a virtual machine: QEMU's ccid-card-passthru, whose chardev listens there. It
    /// knows T=0 alone, so there cards say T=0
    #[arg(long, value_name = "HOST:PORT|unix:PATH")]
    ccid: Vec<Address>,
    /// Unix socket to insert, remove and disturb cards: one JSON line each way
    #[arg(long, value_name = "SOCKET")]
    control: Option<PathBuf>,
    /// Every card is mute, as if put in upside down
    #[arg(long)]
    mute: bool,
    /// Make every answer this much slower
    #[arg(long, value_name = "MS", default_value_t = 0)]
    delay_ms_per_apdu: u64,
    /// Take as long as a contact card: 11.5 ms an APDU, 0.085 ms a byte, 66 ms over 254 bytes,
    /// 500 ms a signature
    #[arg(long)]
    realistic: bool,
    /// Habits that every card takes on, such as {"end_of_file":"6282"}
    #[arg(long, value_name = "JSON", value_parser = Habits::from_json)]
    quirks: Option<Habits>,
    /// What else goes wrong, such as "pull-at ins=2A when=before" (--help lists all)
    #[arg(long, value_name = "ORDER", value_parser = order)]
    fault: Vec<Order>,
    /// Append to this file what passes; what is personal is masked, and it can be replayed
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

/// `host:port`, so that a slip of the finger is told at once.
#[derive(Clone, Debug)]
struct TcpAddress(String);

enum Cable {
    Vpcd(String),
    Ccid(Address),
}

pub(crate) fn run(arguments: RunArguments) -> Result<()> {
    let log = arguments.log.as_deref().map(ApduLog::open).transpose()?;
    let cables = arguments.cables();
    let faults = arguments.faults();
    let slots = (0..cables.len())
        .map(|reader| {
            let log = log.as_ref().map(|log| log.for_reader(reader)).transpose();
            Ok(Arc::new(Slot::new(faults.clone(), log.context("the log")?)))
        })
        .collect::<Result<Arc<[_]>>>()?;
    arguments.prepare(&slots)?;
    if let Some(path) = &arguments.control {
        let listener = listen(path)?;
        let slots = Arc::clone(&slots);
        thread::spawn(move || control::serve(&slots, &listener));
    }
    play(&slots, cables)
}

impl RunArguments {
    fn cables(&self) -> Vec<Cable> {
        let vpcd = self
            .vpcd
            .iter()
            .map(|address| Cable::Vpcd(address.0.clone()));
        let ccid = self.ccid.iter().map(|address| Cable::Ccid(address.clone()));
        vpcd.chain(ccid).collect()
    }

    fn faults(&self) -> Faults {
        let delay = Duration::from_millis(self.delay_ms_per_apdu);
        Faults::lasting(self.mute, delay)
            .realistic(self.realistic)
            .habits(self.quirks.clone().unwrap_or_default())
    }

    /// Puts the cards in and arms the faults.
    fn prepare(&self, slots: &[Arc<Slot>]) -> Result<()> {
        let (cards, readers) = (self.card.len(), slots.len());
        ensure!(
            cards <= readers,
            "{cards} cards are too many for {readers} readers"
        );
        for (slot, card) in slots.iter().zip(&self.card) {
            if card.as_os_str() != "-" {
                slot.insert(card)?;
            }
        }
        for order in &self.fault {
            obey(slots, order.clone())?;
        }
        Ok(())
    }
}

fn play(slots: &[Arc<Slot>], cables: Vec<Cable>) -> Result<()> {
    let serving = slots.iter().zip(cables).map(|(slot, cable)| {
        let slot = Arc::clone(slot);
        thread::spawn(move || match cable {
            Cable::Vpcd(address) => vpcd::serve(&slot, &address),
            Cable::Ccid(address) => ccid::serve(&slot, &address),
        })
    });
    for reader in serving.collect::<Vec<_>>() {
        if reader.join().is_err() {
            bail!("a reader has stopped: this is a fault of this program");
        }
    }
    Ok(())
}

/// Takes the place of a socket left behind by an emulator that was killed, and of nothing else.
fn listen(path: &Path) -> Result<UnixListener> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket()) {
        fs::remove_file(path).with_context(|| format!("cannot replace {}", path.display()))?;
    }
    UnixListener::bind(path).with_context(|| format!("cannot listen on {}", path.display()))
}

impl std::str::FromStr for TcpAddress {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let (host, port) = text.rsplit_once(':').context("not HOST:PORT")?;
        port.parse::<u16>().context("not a port")?;
        ensure!(!host.is_empty(), "no host");
        Ok(Self(text.to_owned()))
    }
}

/// JSON as on the control socket, or the same in words.
fn order(text: &str) -> Result<Order, serde_json::Error> {
    if text.trim_start().starts_with('{') {
        Order::from_json(text)
    } else {
        Order::from_words(text)
    }
}
