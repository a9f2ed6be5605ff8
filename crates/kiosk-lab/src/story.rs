// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A person with cards in front of a totem: the words scenarios are written in.

pub(crate) mod checks;
mod events;

use std::iter;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use activation_protocol::ReceiptCode;
use anyhow::{Context as _, Result, ensure};
use card_emulator::personalise::CardEntry;

use crate::glass::{Glass, Pages, Photographer, Seen, TextGlass, XGlass};
use crate::journey::{Judgement, Traffic};
use crate::printer::slip_text;
use crate::world::{World, wait_until};

/// The PIN this person chooses: eight digits, so that finding them anywhere is no coincidence.
pub const CHOSEN_PIN: &str = "59273816";

/// INS of CHANGE REFERENCE DATA, which only ever goes to the new card.
pub const CHANGE_REFERENCE_DATA: u8 = 0x24;

/// Readers look every 400 ms, and the slot stays empty for 600.
pub(crate) const NOTICED: Duration = Duration::from_millis(1200);

/// A world, somebody in it, and what happened so far.
pub struct Story {
    /// Everything but the person.
    pub world: World,
    /// The person's eyes and finger.
    pub glass: Box<dyn Glass>,
    /// How the visit ended, once it has.
    pub outcome: Option<String>,
    /// The code of the case, once it was seen.
    pub code: Option<ReceiptCode>,
    /// What others said.
    pub judgements: Vec<Judgement>,
    /// What passed between reader and cards, by phase.
    pub traffic: Vec<Traffic>,
    /// What there was before a check, which must leave nothing behind.
    before_check: Option<checks::Traces>,
    photographer: Option<Photographer>,
    begun: Instant,
}

impl Story {
    /// Steps in front of the totem of `world`. Pictures, if any, go to `pictures`.
    pub fn begin(mut world: World, pictures: &Path) -> Result<Self> {
        let pages = Pages::default();
        let (mut glass, photographer): (Box<dyn Glass>, _) = match &world.display {
            None => (Box::<TextGlass>::default(), None),
            Some(display) => {
                let camera = Photographer::start(display.name(), pages.clone(), pictures)?;
                let glass = XGlass::connect(display.name(), pages, camera.clone())?;
                (Box::new(glass), Some(camera))
            }
        };
        glass.attach(world.totem.as_mut().context("the totem is off")?)?;
        Ok(Self {
            world,
            glass,
            outcome: None,
            code: None,
            judgements: Vec::new(),
            traffic: Vec::new(),
            before_check: None,
            photographer,
            begun: Instant::now(),
        })
    }

    /// Comes to a totem that is ready, and touches it.
    pub fn start(&mut self) -> Result<()> {
        self.begin_with("start")?;
        self.glass.expect("insert-old-card")?;
        Ok(())
    }

    /// Touches one of the things an idle totem offers.
    fn begin_with(&mut self, action: &str) -> Result<()> {
        if !self.glass.pages().was_expected("idle") {
            self.glass.expect("idle")?;
        }
        self.begun = Instant::now();
        self.world.slot.reset_counters()?;
        self.glass.touch(action, None)
    }

    /// Waits until the totem knows that the backend is ready, which nobody sees on the glass: when
    /// it asks for the second time, it has heard the first answer.
    pub fn await_readiness(&mut self) -> Result<()> {
        let backend = &self.world.backend;
        let asked = || backend.times_answered("/readiness");
        let before = asked()?;
        let heard = || asked().is_ok_and(|times| times > before + 1);
        wait_until(
            "the totem hears from the backend",
            Duration::from_secs(30),
            heard,
        )
    }

    /// Puts the old card in.
    pub fn insert_old_card(&mut self) -> Result<()> {
        let card = self.world.cards.old.clone();
        self.insert(&card)
    }

    /// Puts in the card that came by post.
    pub fn insert_new_card(&mut self) -> Result<()> {
        let card = self.world.cards.new.clone();
        self.insert(&card)
    }

    /// Puts a card in.
    pub fn insert(&mut self, card: &CardEntry) -> Result<()> {
        self.world.slot.insert(card)
    }

    /// Takes the card out.
    pub fn remove_card(&mut self) -> Result<()> {
        self.world.slot.remove()
    }

    /// Takes the card out and puts it in again, once the totem has said what it thinks of it.
    pub fn try_again_with(&mut self, card: &CardEntry) -> Result<()> {
        self.remove_card()?;
        thread::sleep(NOTICED);
        self.insert(card)
    }

    /// The PIN of the old card.
    pub fn old_pin(&self) -> Result<String> {
        self.world
            .cards
            .old
            .pin
            .clone()
            .context("the old card has no PIN")
    }

    /// The same but for its last digit.
    pub fn wrong_pin(&self) -> Result<String> {
        let mut pin = self.old_pin()?;
        let last = pin.pop().context("an empty PIN")?;
        pin.push(if last == '0' { '1' } else { '0' });
        Ok(pin)
    }

    /// Types digits and confirms them.
    pub fn type_pin(&mut self, pin: &str) -> Result<()> {
        for digit in pin.chars() {
            self.glass.touch("digit", Some(&digit.to_string()))?;
        }
        self.glass.touch("confirm", None)
    }

    /// The first half of every visit: the old card in, its PIN, the old card out.
    pub fn prove_with_old_card(&mut self) -> Result<()> {
        self.insert_old_card()?;
        self.glass.expect("enter-old-pin")?;
        self.end_phase("read-old-card")?;
        let pin = self.old_pin()?;
        self.type_pin(&pin)?;
        self.glass.expect("remove-old-card")?;
        self.end_phase("prove-old-card")?;
        self.remove_card()?;
        self.glass.expect("insert-new-card")?;
        Ok(())
    }

    /// The second half up to the chosen PIN, twice.
    pub fn choose_pin_for_new_card(&mut self) -> Result<()> {
        self.insert_new_card()?;
        self.glass.expect("choose-pin")?;
        self.end_phase("read-new-card")?;
        self.type_pin(CHOSEN_PIN)?;
        self.glass.expect("choose-pin")?;
        self.type_pin(CHOSEN_PIN)
    }

    /// Puts the old card in, and is told why it will not do before anybody asks for a PIN.
    pub fn is_told_off_before_a_pin(&mut self) -> Result<()> {
        self.start()?;
        self.insert_old_card()?;
        self.leave()?;
        self.never_shown("enter-old-pin")
    }

    /// Types the old card's PIN if the totem wants it, and goes.
    pub fn prove_or_leave(&mut self) -> Result<()> {
        self.insert_old_card()?;
        let page = self.glass.expect_one_of(&["enter-old-pin", "outcome"])?;
        if page.line.screen == "outcome" {
            return self.leave_from(&page);
        }
        let pin = self.old_pin()?;
        self.type_pin(&pin)?;
        self.leave()
    }

    /// Puts the old card in if the totem asks for it, and goes: whether it does depends on when it
    /// asked the backend last.
    pub fn insert_unless_told_off(&mut self) -> Result<()> {
        let page = self.glass.expect_one_of(&["insert-old-card", "outcome"])?;
        if page.line.screen == "outcome" {
            return self.leave_from(&page);
        }
        self.insert_old_card()?;
        self.leave()
    }

    /// Looks at the totem after its power came back, and waits until it is ready.
    pub fn look_again(&mut self) -> Result<()> {
        self.attach()?;
        self.glass.expect("idle")?;
        Ok(())
    }

    /// Looks at the totem after its power came back, whatever it shows.
    pub fn attach(&mut self) -> Result<()> {
        self.glass
            .attach(self.world.totem.as_mut().context("the totem is off")?)
    }

    /// Takes card and slip, reads how it ended, and goes.
    pub fn leave(&mut self) -> Result<()> {
        let page = self.glass.expect_one_of(&["take-card", "outcome"])?;
        self.end_phase("activate-new-card")?;
        if page.line.screen == "outcome" {
            return self.leave_from(&page);
        }
        self.note_code(&page);
        self.remove_card()?;
        let page = self.glass.expect("outcome")?;
        self.leave_from(&page)
    }

    /// Goes, from the page that says how it ended.
    pub fn leave_from(&mut self, page: &Seen) -> Result<()> {
        self.outcome.clone_from(&page.line.outcome);
        self.note_code(page);
        if self.world.slot.status()?.card.is_some() {
            self.remove_card()?;
        }
        self.glass.touch("confirm", None)?;
        // The page changes once more when the card that was in it is out.
        while self.glass.expect_one_of(&["idle", "outcome"])?.line.screen != "idle" {}
        Ok(())
    }

    /// Fails if this page was ever shown.
    pub fn never_shown(&self, screen: &str) -> Result<()> {
        let shown = self
            .glass
            .pages()
            .all()
            .iter()
            .any(|seen| seen.line.screen == screen);
        ensure!(!shown, "{screen} was shown");
        Ok(())
    }

    /// How long it took since the first touch.
    pub fn duration(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The slip, byte for byte; empty if none was printed.
    pub fn slip(&self) -> Vec<u8> {
        self.world.printer.slips().concat()
    }

    /// Lets the camera finish.
    pub fn finish_pictures(&self) {
        if let Some(photographer) = &self.photographer {
            photographer.finish();
        }
    }

    /// The file of a page's picture.
    pub fn picture_of(&self, number: usize) -> Option<String> {
        self.photographer.as_ref()?.picture_of(number)
    }

    /// Counts what passed between readers and cards since the last phase.
    pub fn end_phase(&mut self, phase: &str) -> Result<()> {
        let mut traffic = Traffic::none(phase);
        let second = self.world.second_slot.as_mut();
        for slot in iter::once(&mut self.world.slot).chain(second) {
            traffic.add(&slot.status()?.counters);
            slot.reset_counters()?;
        }
        self.traffic.push(traffic);
        Ok(())
    }

    /// The code is on the slip, or on the page.
    fn note_code(&mut self, page: &Seen) {
        let slip = slip_text(&self.slip());
        let words = page
            .line
            .lines
            .iter()
            .flat_map(|line| line.split_whitespace());
        let code = words.chain(slip.split_whitespace()).find_map(as_code);
        self.code = self.code.or(code);
    }
}

/// A code as it is written, and not a word that happens to be one.
pub(crate) fn as_code(word: &str) -> Option<ReceiptCode> {
    let code = ReceiptCode::parse(word).ok()?;
    (code.to_string() == word).then_some(code)
}
