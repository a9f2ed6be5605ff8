// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! When a cell is right: the outcome, the tries, the card's PIN, and the backend agree.

use std::fs;
use std::path::Path;

use activation_protocol::ReceiptCode;
use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::fault::Fault;
use super::ledger::Ledger;
use super::visit::Account;
use crate::judges::{CONFIRMED, state, verifies};
use crate::story::CHOSEN_PIN;
use crate::world::World;

/// What a card has on its own disk: nobody but the emulator writes there.
#[derive(Debug, Deserialize, PartialEq)]
pub(super) struct Codes {
    pin: String,
    puk: String,
    pin_tries: u8,
    puk_tries: u8,
}

/// Both cards before the visit; none for cards without codes.
pub(super) struct Before {
    old: Option<Codes>,
    new: Option<Codes>,
    confirmed: u64,
}

/// What is wrong, in words.
#[derive(Default)]
struct Wrongs(Vec<String>);

impl Wrongs {
    fn unless(&mut self, right: bool, wrong: impl FnOnce() -> String) {
        if !right {
            self.0.push(wrong());
        }
    }
}

impl Before {
    /// Looks at the cards in the hand, and at what the backend has done so far.
    pub(super) fn look(world: &World) -> Result<Self> {
        let cards = &world.cards;
        Ok(Self {
            old: codes(&world.card_files(&cards.old))?,
            new: codes(&world.card_files(&cards.new))?,
            confirmed: world.backend.times_answered("/confirmation")?,
        })
    }

    /// Everything that is not as it should be after the visit.
    pub(super) fn judge(
        &self,
        world: &World,
        fault: &Fault,
        visit: &Account,
    ) -> Result<Vec<String>> {
        let mut wrongs = Wrongs(visit.leaks.clone());
        wrongs
            .0
            .extend(visit.broken.as_ref().map(|error| format!("{error:#}")));
        let expected = fault.expected.outcome;
        wrongs.unless(visit.outcome.as_deref() == Some(expected), || {
            format!("the outcome should be {expected}")
        });
        commands(&mut wrongs, fault, &visit.ledger);
        self.tries(&mut wrongs, world, fault, &visit.ledger)?;
        self.record(&mut wrongs, world, fault, visit.code)?;
        Ok(wrongs.0)
    }

    /// Nobody lost a try at the end, and the new card has the PIN it should have.
    fn tries(
        &self,
        wrongs: &mut Wrongs,
        world: &World,
        fault: &Fault,
        ledger: &Ledger,
    ) -> Result<()> {
        let cards = &world.cards;
        let (old, new) = (
            codes(&world.card_files(&cards.old))?,
            codes(&world.card_files(&cards.new))?,
        );
        wrongs.unless(old == self.old, || {
            "the old card has other tries or codes than before".to_owned()
        });
        let full = self.old.as_ref().map(|codes| codes.pin_tries);
        let fewest = full.map(|tries| tries - fault.wrong_pins);
        let seen = ledger.old.fewest_tries;
        wrongs.unless(seen.is_none() || fewest.is_none() || seen == fewest, || {
            format!("the old card was seen with {seen:?} tries, not {fewest:?}")
        });
        let (Some(before), Some(new)) = (&self.new, new) else {
            return Ok(());
        };
        let wanted = match fault.expected.pin_is_set {
            true => CHOSEN_PIN,
            false => before.pin.as_str(),
        };
        wrongs.unless(new.pin == wanted, || {
            let issued = new.pin == before.pin;
            format!("the new card has the PIN it was shipped with: {issued}")
        });
        let tries = |codes: &Codes| (codes.pin_tries, codes.puk_tries);
        wrongs.unless(tries(&new) == tries(before), || {
            format!("tries left on the new card: PIN and PUK {:?}", tries(&new))
        });
        Ok(())
    }

    /// What the backend keeps is what the screen says.
    fn record(
        &self,
        wrongs: &mut Wrongs,
        world: &World,
        fault: &Fault,
        code: Option<ReceiptCode>,
    ) -> Result<()> {
        let completed = fault.expected.outcome == "O01";
        let confirmed = world.backend.times_answered("/confirmation")? - self.confirmed;
        wrongs.unless(confirmed == u64::from(completed), || {
            format!("the backend confirmed {confirmed} activations")
        });
        match code.filter(|_| completed) {
            Some(code) => evidence(wrongs, world, code),
            None => wrongs.unless(!completed, || "no code was given".to_owned()),
        }
        Ok(())
    }
}

/// The activation is confirmed, and both signatures in it verify.
fn evidence(wrongs: &mut Wrongs, world: &World, code: ReceiptCode) {
    let shown = match world.backend.show_activation(&code.to_string()) {
        Ok(shown) => shown,
        Err(error) => {
            return wrongs
                .0
                .push(format!("the backend shows nothing: {error:#}"));
        }
    };
    wrongs.unless(state(&shown) == CONFIRMED, || {
        format!("the backend says of the activation: {}", state(&shown))
    });
    for statement in ["old-auth", "new-proof"] {
        wrongs.unless(verifies(&shown, statement), || {
            format!("the signature of {statement} does not verify")
        });
    }
}

/// No command that can cost a try reached a card without the person's typing it, but for those
/// that find out whether the chosen PIN is set: one when it is set, and one each time the card
/// comes back.
fn commands(wrongs: &mut Wrongs, fault: &Fault, ledger: &Ledger) {
    let Ledger {
        old,
        new,
        strangers,
    } = ledger;
    wrongs.unless(old.verify <= old.typed, || {
        format!("{} VERIFY for {} PINs typed", old.verify, old.typed)
    });
    wrongs.unless(old.change + old.reset == 0, || {
        "the old card was written".to_owned()
    });
    wrongs.unless(
        new.reset == 0 && new.change <= fault.expected.changes,
        || format!("the new card was written {} times", new.change + new.reset),
    );
    wrongs.unless(new.verify <= new.typed + new.brought, || {
        format!("{} VERIFY to the new card", new.verify)
    });
    wrongs.unless(strangers.is_untouched(), || {
        format!("somebody else's card was sent {strangers:?}")
    });
}

fn codes(card: &Path) -> Result<Option<Codes>> {
    match fs::read(card.join("state.json")) {
        Ok(text) => Ok(serde_json::from_slice(&text).context("state.json")?),
        // A card that is no CNS has no codes.
        Err(_) => Ok(None),
    }
}
