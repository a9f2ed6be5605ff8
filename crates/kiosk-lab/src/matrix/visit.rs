// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The person of the matrix does what each page says, and knows nothing of what will go wrong.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use activation_protocol::ReceiptCode;
use anyhow::{Context as _, Error, Result, bail};
use card_emulator::personalise::{CardEntry, DeckEntry};

use super::fault::{Deed, Fault, Moment};
use super::ledger::{Ledger, Whose};
use crate::glass::Seen;
use crate::judges::is_kept_from_card;
use crate::story::{CHOSEN_PIN, Story, as_code};
use crate::world::World;

/// So long a person looks at a page that does not notice the card, before trying again.
const UNNOTICED: Duration = Duration::from_secs(2);
/// No visit has so many pages.
const MOST_PAGES: usize = 100;

/// A visit under way.
pub(super) struct Visit<'a> {
    story: &'a mut Story,
    fault: &'a Fault,
    stranger: &'a DeckEntry,
    limit: Duration,
    moments: BTreeMap<Moment, u8>,
    in_slot: Option<Whose>,
    /// The card was put in, and the totem has not said anything of it yet.
    unnoticed: Option<Whose>,
    wrong_pins: u8,
    chosen_once: bool,
    next_page: usize,
    waiting_since: Instant,
    account: Account,
}

/// What came of a visit.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) ledger: Ledger,
    pub(super) pages: Vec<String>,
    pub(super) outcome: Option<String>,
    pub(super) code: Option<ReceiptCode>,
    /// The longest that a page was awaited.
    pub(super) longest: Duration,
    /// Other programs that got the card.
    pub(super) leaks: Vec<String>,
    /// Why the visit did not come to its end, if it did not.
    pub(super) broken: Option<Error>,
}

impl<'a> Visit<'a> {
    /// Somebody comes to a totem that is idle. No page may be awaited longer than `limit`.
    pub(super) fn begin(
        story: &'a mut Story,
        fault: &'a Fault,
        stranger: &'a DeckEntry,
        limit: Duration,
    ) -> Self {
        let next_page = story.glass.pages().all().len();
        Self {
            story,
            fault,
            stranger,
            limit,
            moments: BTreeMap::new(),
            in_slot: None,
            unnoticed: None,
            wrong_pins: 0,
            chosen_once: false,
            next_page,
            waiting_since: Instant::now(),
            account: Account::default(),
        }
    }

    /// From the first touch until the totem is idle again, or does what nobody expects.
    pub(super) fn play(mut self) -> Account {
        self.account.broken = self.go().err();
        self.account
    }

    fn go(&mut self) -> Result<()> {
        self.story.world.slot.reset_counters()?;
        self.touch("start")?;
        for _ in 0..MOST_PAGES {
            match self.look()? {
                Some(page) if page.line.screen == "idle" => return self.note(),
                Some(page) => self.act(&page)?,
                None => self.insist()?,
            }
        }
        bail!("the pages go round in circles")
    }

    /// The next page; none if the totem does not notice a card.
    fn look(&mut self) -> Result<Option<Seen>> {
        let patience = self.unnoticed.map_or(self.limit, |_| UNNOTICED);
        let page = self
            .story
            .glass
            .pages()
            .await_number(self.next_page, patience);
        let page = match page {
            Err(_) if self.unnoticed.is_some() => return Ok(None),
            page => page?,
        };
        self.next_page += 1;
        self.account.longest = self.account.longest.max(page.at - self.waiting_since);
        self.waiting_since = page.at;
        self.account.pages.push(page.line.screen.clone());
        Ok(Some(page))
    }

    /// Does what the page says.
    fn act(&mut self, page: &Seen) -> Result<()> {
        let screen = page.line.screen.as_str();
        self.chosen_once &= screen == "choose-pin";
        self.unnoticed = None;
        match screen {
            "insert-old-card" => self.bring(Whose::Old),
            "enter-old-pin" => self.type_old_pin(),
            "insert-new-card" => self.bring(Whose::New),
            "choose-pin" => self.choose_pin(),
            "pin-uncertain" if !self.fault.brings_back => self.touch("cancel"),
            "pin-uncertain" => self.bring(Whose::New),
            "verify-new-pin" if is_waiting(page) => self.bring(Whose::New),
            "remove-old-card" | "card-left" => self.take_out(),
            "take-card" => {
                self.read_ending(page);
                self.take_out()
            }
            "outcome" => self.leave(page),
            // It passes by itself.
            _ => Ok(()),
        }
    }

    /// Puts a card in, in place of the one there.
    fn bring(&mut self, whose: Whose) -> Result<()> {
        self.note()?;
        if self.in_slot.take().is_some() {
            self.story.remove_card()?;
        }
        let (before, after) = match whose {
            Whose::Old => (Moment::OldCard, Some(Moment::OldCardIn)),
            Whose::New | Whose::Strangers => (Moment::NewCard, None),
        };
        self.strike(before)?;
        let card = self.card(whose).clone();
        self.story.insert(&card)?;
        self.in_slot = Some(whose);
        self.account.ledger.of(whose).put_in();
        self.unnoticed = Some(whose);
        self.waiting_since = Instant::now();
        after.map_or(Ok(()), |after| self.strike(after).map(drop))
    }

    /// The totem said nothing of the card: once more.
    fn insist(&mut self) -> Result<()> {
        let whose = self.unnoticed.context("there is nothing to insist on")?;
        self.bring(whose)
    }

    fn take_out(&mut self) -> Result<()> {
        self.note()?;
        self.in_slot = None;
        self.waiting_since = Instant::now();
        self.story.remove_card()
    }

    fn type_old_pin(&mut self) -> Result<()> {
        self.note()?;
        if self.strike(Moment::OldPinPage)? {
            return Ok(());
        }
        let wrong = self.wrong_pins < self.fault.wrong_pins;
        let pin = if wrong {
            self.story.wrong_pin()?
        } else {
            self.story.old_pin()?
        };
        self.wrong_pins += u8::from(wrong);
        self.type_digits(&pin)?;
        self.strike(Moment::OldPin)?;
        self.account.ledger.old.typed += 1;
        self.touch("confirm")
    }

    fn choose_pin(&mut self) -> Result<()> {
        if !self.chosen_once && self.strike(Moment::NewPinPage)? {
            return Ok(());
        }
        self.type_digits(CHOSEN_PIN)?;
        if !self.chosen_once {
            self.chosen_once = true;
            return self.touch("confirm");
        }
        self.chosen_once = false;
        self.note()?;
        self.strike(Moment::NewPin)?;
        self.account.ledger.new.typed += 1;
        self.touch("confirm")?;
        self.strike(Moment::NewPinSent).map(drop)
    }

    /// Reads how it ended, and goes with the card.
    fn leave(&mut self, page: &Seen) -> Result<()> {
        self.read_ending(page);
        if self.in_slot.is_some() && self.story.world.slot.status()?.card.is_some() {
            return self.take_out();
        }
        if page.line.actions.iter().any(|action| action == "confirm") {
            return self.touch("confirm");
        }
        Ok(())
    }

    fn read_ending(&mut self, page: &Seen) {
        let lines = page.line.lines.iter();
        let code = lines
            .flat_map(|line| line.split_whitespace())
            .find_map(as_code);
        self.account.code = self.account.code.or(code);
        if page.line.screen == "outcome" {
            self.account.outcome.clone_from(&page.line.outcome);
        }
    }

    fn type_digits(&mut self, pin: &str) -> Result<()> {
        for digit in pin.chars() {
            self.story.glass.touch("digit", Some(&digit.to_string()))?;
        }
        Ok(())
    }

    fn touch(&mut self, action: &str) -> Result<()> {
        self.waiting_since = Instant::now();
        self.story.glass.touch(action, None)
    }

    /// Writes down what reached the card in the slot.
    fn note(&mut self) -> Result<()> {
        let status = self.story.world.slot.status()?;
        self.story.world.slot.reset_counters()?;
        if let Some(whose) = self.in_slot {
            self.account.ledger.of(whose).add(&status);
        }
        Ok(())
    }

    fn card(&self, whose: Whose) -> &CardEntry {
        let hand = &self.story.world.cards;
        match whose {
            Whose::Old if self.fault.shows_new_as_old() => &hand.new,
            Whose::Old => &hand.old,
            Whose::New => &hand.new,
            Whose::Strangers => match self.in_slot {
                Some(Whose::New) => &self.stranger.new,
                Some(Whose::Old | Whose::Strangers) | None => &self.stranger.old,
            },
        }
    }

    /// What goes wrong now, goes wrong; whether anything does.
    fn strike(&mut self, moment: Moment) -> Result<bool> {
        let time = self.moments.entry(moment).or_default();
        *time += 1;
        let (time, fault) = (*time, self.fault);
        let mut struck = false;
        for deed in fault.due(moment, time) {
            struck = true;
            self.happen(deed)?;
        }
        Ok(struck)
    }

    fn happen(&mut self, deed: &Deed) -> Result<()> {
        let world = &mut self.story.world;
        match deed {
            Deed::Ask(request) => world.slot.disturb(request)?,
            Deed::AwaitHeld(times) => (0..*times).try_for_each(|_| world.slot.await_held())?,
            Deed::Spoil(file) => spoil(world, file)?,
            Deed::StopDaemon => world.unplug_reader(),
            Deed::StartDaemon => world.plug_in_reader()?,
            Deed::OtherProgram if is_kept_from_card(world)? => {}
            Deed::OtherProgram => {
                let leak = "another program is not kept from the card".to_owned();
                self.account.leaks.push(leak);
            }
            Deed::SwapForStrangers => {
                let card = self.card(Whose::Strangers).clone();
                self.story.world.slot.swap_unnoticed(&card)?;
                self.in_slot = Some(Whose::Strangers);
            }
        }
        Ok(())
    }
}

/// As many bytes of noise as there were.
fn spoil(world: &World, file: &str) -> Result<()> {
    let path = world.card_files(&world.cards.old).join(file);
    let length = fs::read(&path)?.len();
    Ok(fs::write(path, vec![0xA5; length])?)
}

/// A page that otherwise passes by itself has a deadline when it waits for a card.
fn is_waiting(page: &Seen) -> bool {
    page.line.deadline_ms.is_some()
}
