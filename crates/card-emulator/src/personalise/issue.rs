// SPDX-License-Identifier: EUPL-1.2
//! Follows the recipe of a deck: which cards to press, and for whom.

use std::path::Path;

use rcgen::SerialNumber;

use super::authority::Authority;
use super::calendar::iso_date;
use super::citizen::{Citizen, Who};
use super::press::Press;
use super::recipe::{New, Old};
use super::{Deck, DeckEntry, Order, PersonEntry, RegistryLine};
use crate::EmulatorError;

/// What a deck comes to.
pub(super) struct Issued {
    pub(super) entry: DeckEntry,
    pub(super) registry: Vec<RegistryLine>,
    pub(super) revoked: Vec<SerialNumber>,
}

/// Issues all cards of a deck.
pub(super) fn deck(
    dir: &Path,
    deck: Deck,
    order: &Order,
    authority: &Authority,
) -> Result<Issued, EmulatorError> {
    let today = order.now.date();
    let mut press = Press::new(dir, deck, order, authority);
    let holder = Citizen::of(deck, Who::Holder, today)?;
    let other = Citizen::of(deck, Who::Other, today)?;
    let (old, serial) = press.old_card(&holder)?;
    let kind = deck.recipe().new;
    let (new, own_new) = match kind {
        New::Own => (press.new_card("new", &holder)?, None),
        New::SomebodyElses => (
            press.new_card("new", &other)?,
            Some(press.new_card("own-new", &holder)?),
        ),
        New::WithoutChip => (press.chipless_card(&holder)?, None),
        New::BankCard => (
            press.bank_card()?,
            Some(press.new_card("own-new", &holder)?),
        ),
    };
    let entry = DeckEntry {
        name: deck,
        holder: person(&holder),
        other: (kind == New::SomebodyElses).then(|| person(&other)),
        old,
        new,
        own_new,
    };
    let revoked = deck.recipe().old == Old::Revoked;
    Ok(Issued {
        entry,
        registry: press.registry,
        revoked: Vec::from_iter(revoked.then_some(serial)),
    })
}

fn person(citizen: &Citizen) -> PersonEntry {
    PersonEntry {
        codice_fiscale: citizen.codice_fiscale(),
        surname: citizen.surname.clone(),
        name: citizen.name.clone(),
        birth_date: iso_date(citizen.birth_date),
    }
}
