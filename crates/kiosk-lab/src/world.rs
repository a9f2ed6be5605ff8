// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A whole small Tuscany on one machine: reader, cards, printer, network, backend and totem, each a
//! real process behind its real interface.

mod backend;
mod card_profiles;
mod card_slot;
mod display;
mod network;
mod pcsc_daemon;
pub mod private;
mod process;
mod programs;
mod tap;
mod totem;
mod wrong_clock;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use card_emulator::personalise::{CardEntry, Deck, DeckEntry, Inventory, Order, personalise};
use kiosk_ui::fonts;
use time::OffsetDateTime;

pub use backend::Backend;
pub use card_profiles::ProfileSigner;
pub use card_slot::CardSlot;
pub use display::Display;
pub use network::Network;
pub use tap::{Exchange, LOG as TAP_LOG, Message};
pub use totem::{GlassKind, Totem};

use crate::printer::PrinterEmulator;
use pcsc_daemon::PcscDaemon;

const CARDS: &str = "cards";
const SEED: u64 = 1;

/// What may differ from world to world.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The cards of the story.
    pub deck: Deck,
    /// Decks that lie beside it.
    pub more_decks: Vec<Deck>,
    /// How many pairs of these cards there are, each of other people.
    pub copies: usize,
    /// Generation of the old cards, in place of the deck's: a name or the path of a `.toml` file.
    pub old_generation: Option<String>,
    /// The same for the new cards.
    pub new_generation: Option<String>,
    /// Card profiles that no program has built in, and that somebody can sign.
    pub card_profiles: Vec<PathBuf>,
    /// The shortest card key the backend accepts, in bits.
    pub minimum_key_bits: u16,
    /// How many visits an hour the backend lets one totem begin, if not as many as usual.
    pub visits_per_hour: Option<u32>,
    /// Which glass the totem has.
    pub glass: GlassKind,
    /// How slow the card is: milliseconds added to each answer.
    pub card_delay_ms: u64,
    /// How long the totem waits for a card.
    pub card_patience: CardPatience,
    /// How far the backend is: milliseconds added to what it says.
    pub network_delay: Duration,
    /// What the totem and the backend log: a `tracing` filter.
    pub log_filter: String,
}

/// The totem's watchdog over cards: how long an answer may take.
#[derive(Clone, Copy, Debug)]
pub struct CardPatience {
    /// Any command's; a card is read whole in three times that.
    pub answer: Duration,
    /// A signature's, and that of all that is said to a card around it.
    pub signature: Duration,
}

impl Default for CardPatience {
    /// As in a pharmacy.
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(5),
            signature: Duration::from_secs(15),
        }
    }
}

impl Plan {
    /// A plain world: its cards as the deck says, everything as fast as it can be.
    pub fn new(deck: Deck, glass: GlassKind) -> Self {
        Self {
            deck,
            more_decks: Vec::new(),
            copies: 1,
            old_generation: None,
            new_generation: None,
            card_profiles: Vec::new(),
            minimum_key_bits: 2048,
            visits_per_hour: None,
            glass,
            card_delay_ms: 0,
            card_patience: CardPatience::default(),
            network_delay: Duration::ZERO,
            log_filter: "info".to_owned(),
        }
    }

    /// The same with cards of these generations, RSA-1024 accepted where one of them needs it.
    pub fn with_generations(self, old: &str, new: &str) -> Self {
        self.with_cards(Some(old), Some(new))
    }

    /// The same where only some of the cards may be other than the deck's.
    pub fn with_cards(self, old: Option<&str>, new: Option<&str>) -> Self {
        if old.or(new).is_none() {
            return self;
        }
        Self {
            old_generation: old.map(str::to_owned),
            new_generation: new.map(str::to_owned),
            minimum_key_bits: 1024,
            ..self
        }
    }

    fn order(&self, decks: &[Deck]) -> Order {
        Order {
            copies: self.copies,
            old_generation: self.old_generation.clone(),
            new_generation: self.new_generation.clone(),
            ..Order::new(decks.to_vec(), SEED, OffsetDateTime::now_utc())
        }
    }
}

/// All of it. Dropping it stops every process, in the order of the fields.
pub struct World {
    /// The totem, while it has power.
    pub totem: Option<Totem>,
    /// The screen it draws on, for the Slint glass.
    pub display: Option<Display>,
    /// The cable between totem and backend.
    pub network: Network,
    /// The backend.
    pub backend: Backend,
    /// The receipt printer.
    pub printer: PrinterEmulator,
    /// The slot of the card reader.
    pub slot: CardSlot,
    /// The slot of the second reader, if there is one.
    pub second_slot: Option<CardSlot>,
    /// The cards and people of the story.
    pub cards: DeckEntry,
    /// Whose card profiles totem and backend trust, if there are any to sign.
    pub profiles: Option<ProfileSigner>,
    inventory: Inventory,
    pcscd: Option<PcscDaemon>,
    totem_clock_days: i32,
    plan: Plan,
    dir: PathBuf,
}

impl World {
    /// Builds the world in `dir` and switches the totem on. Needs [`private::enter`] first.
    pub fn start(dir: &Path, plan: Plan) -> Result<Self> {
        let mut world = Self::without_totem(dir, plan)?;
        world.enrol()?;
        world.power_on()?;
        Ok(world)
    }

    /// The world around a totem that is neither enrolled nor on.
    pub fn without_totem(dir: &Path, plan: Plan) -> Result<Self> {
        fs::create_dir_all(dir.join("logs"))?;
        let display = match plan.glass {
            GlassKind::Text => None,
            GlassKind::Slint => Some(Display::in_memory(dir)?),
        };
        let mut decks = vec![plan.deck];
        decks.extend(&plan.more_decks);
        Self::build(dir, plan, &decks, display)
    }

    /// A world whose totem is a window on the desktop of whoever started it, at this scale, with
    /// the cards of every story.
    pub fn on_desktop(dir: &Path, plan: Plan, scale: f32) -> Result<Self> {
        fs::create_dir_all(dir.join("logs"))?;
        fonts::write_configuration(dir, Path::new(totem::FONTS))?;
        let display = Display::of_this_desktop(scale)?;
        let mut world = Self::build(dir, plan, &Deck::ALL, Some(display))?;
        world.enrol()?;
        world.power_on()?;
        Ok(world)
    }

    fn build(dir: &Path, plan: Plan, decks: &[Deck], display: Option<Display>) -> Result<Self> {
        let dir = dir.to_owned();
        let cards = dir.join(CARDS);
        let inventory =
            personalise(&cards, &plan.order(decks)).context("the cards cannot be made")?;
        let entry = inventory.deck(plan.deck).context("no such deck")?.clone();
        let profiles = ProfileSigner::of(&dir, &plan.card_profiles)?;
        let pcscd = PcscDaemon::start(&dir)?;
        let slot = CardSlot::start(&dir, card_slot::FIRST, &cards, plan.card_delay_ms)?;
        let printer = PrinterEmulator::start(dir.join("printer"))?;
        let mut backend = Backend::make(&dir, &plan)?;
        if let Some(signer) = &profiles {
            backend.trust_profiles_of(signer)?;
        }
        backend.trust(&cards, &inventory)?;
        backend.import(&cards.join(&inventory.registry))?;
        backend.serve()?;
        let network = Network::lay(backend.api(), plan.network_delay)?;
        Ok(Self {
            totem: None,
            display,
            network,
            backend,
            printer,
            slot,
            second_slot: None,
            cards: entry,
            profiles,
            inventory,
            pcscd: Some(pcscd),
            totem_clock_days: 0,
            plan,
            dir,
        })
    }

    /// Takes another deck of cards into the hand.
    pub fn choose(&mut self, deck: Deck) -> Result<()> {
        let entry = self.inventory.deck(deck).context("no such deck")?;
        self.cards = entry.clone();
        Ok(())
    }

    /// The pair of a deck with this number, from 1.
    pub fn pair(&self, deck: Deck, copy: usize) -> Result<DeckEntry> {
        let pair = self.inventory.copies(deck).nth(copy - 1);
        Ok(pair.context("there are not so many pairs")?.clone())
    }

    /// Takes the next pair of the same deck into the hand.
    pub fn take_next_copy(&mut self) -> Result<()> {
        let mut copies = self.inventory.copies(self.plan.deck);
        let next = copies
            .find(|entry| entry.label == self.cards.label)
            .and_then(|_| copies.next())
            .context("no pair of cards is left")?;
        self.cards = next.clone();
        Ok(())
    }

    /// Gives the totem its identity, as an operator and a technician would.
    pub fn enrol(&self) -> Result<()> {
        let code = self.backend.enrolment_code(totem::ASSET_TAG)?;
        totem::write_config(self)?;
        totem::enrol(&self.dir, &code)
    }

    /// Switches the totem on.
    pub fn power_on(&mut self) -> Result<()> {
        totem::write_config(self)?;
        self.totem = Some(Totem::start(
            &self.dir,
            self.plan.glass,
            self.display.as_ref(),
            self.totem_clock_days,
        )?);
        Ok(())
    }

    /// Cuts the power: whatever the totem was doing, it does no more.
    pub fn cut_power(&mut self) {
        self.totem = None;
    }

    /// Makes the totem's clock wrong by so many days, from when it is switched on next.
    pub fn set_totem_clock(&mut self, days: i32) {
        self.totem_clock_days = days;
    }

    /// Gives the totem a second reader, from when it is switched on next.
    pub fn add_second_reader(&mut self) -> Result<()> {
        let (cards, delay_ms) = (self.dir.join(CARDS), self.plan.card_delay_ms);
        let slot = CardSlot::start(&self.dir, card_slot::SECOND, &cards, delay_ms)?;
        self.second_slot = Some(slot);
        Ok(())
    }

    /// The names of the totem's readers, if it is told any.
    fn readers(&self) -> Vec<&'static str> {
        let two = [card_slot::FIRST.name, card_slot::SECOND.name];
        let told = self.second_slot.as_ref().map(|_| two.to_vec());
        told.unwrap_or_default()
    }

    /// Pulls the reader's cable: the daemon goes, and its readers with it.
    pub fn unplug_reader(&mut self) {
        self.pcscd = None;
    }

    /// Plugs it in again.
    pub fn plug_in_reader(&mut self) -> Result<()> {
        self.pcscd = Some(PcscDaemon::start(&self.dir)?);
        Ok(())
    }

    /// From now on all that totem and backend say is written down in [`TAP_LOG`].
    pub fn tap_network(&self) -> Result<()> {
        let keys = tap::Keys::take(self.backend.folder(), &self.totem_state())?;
        let log = self.dir.join(TAP_LOG);
        self.network
            .divert(tap::Tap::attach(self.backend.api(), keys, &log)?);
        Ok(())
    }

    /// Another backend with authorities of its own, at the same kind of address.
    pub fn impostor(&self) -> Result<Backend> {
        let mut impostor = Backend::make(&self.dir.join("impostor"), &self.plan)?;
        impostor.serve()?;
        Ok(impostor)
    }

    /// What must survive a power cut of the totem.
    pub fn totem_state(&self) -> PathBuf {
        totem::state_dir(&self.dir)
    }

    /// The files of a card.
    pub fn card_files(&self, card: &CardEntry) -> PathBuf {
        self.dir.join(CARDS).join(&card.dir)
    }

    /// Everything of this world lies in here.
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

/// Asks again and again until it is so.
pub(crate) fn wait_until(
    what: &str,
    patience: Duration,
    mut so: impl FnMut() -> bool,
) -> Result<()> {
    let start = Instant::now();
    while !so() {
        if start.elapsed() > patience {
            bail!("waited {} s in vain until {what}", patience.as_secs());
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}
