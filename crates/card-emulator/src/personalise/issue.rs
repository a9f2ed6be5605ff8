// SPDX-License-Identifier: EUPL-1.2
//! Follows the recipe of a deck: which cards to press, and for whom.

use rcgen::SerialNumber;

use super::calendar::iso_date;
use super::citizen::{Citizen, Who};
use super::press::Press;
use super::recipe::{New, Old};
use super::{DeckEntry, PersonEntry, RegistryLine, Story, World};
use crate::EmulatorError;

/// What a story comes to.
pub(super) struct Issued {
    pub(super) entry: DeckEntry,
    pub(super) registry: Vec<RegistryLine>,
    pub(super) revoked: Vec<SerialNumber>,
}

/// Issues all cards of a story.
pub(super) fn story(world: &World, story: Story) -> Result<Issued, EmulatorError> {
    let today = world.order.now.date();
    let mut press = Press::new(world, story);
    let holder = Citizen::of(story, Who::Holder, today)?;
    let other = Citizen::of(story, Who::Other, today)?;
    let recipe = story.deck.recipe();
    let (old, serial) = press.old_card(&holder)?;
    let (new, own_new) = match recipe.new {
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
        name: story.deck,
        label: story.label(),
        holder: person(&holder),
        other: (recipe.new == New::SomebodyElses).then(|| person(&other)),
        old,
        new,
        own_new,
    };
    Ok(Issued {
        entry,
        registry: press.registry,
        revoked: serial
            .filter(|_| recipe.old == Old::Revoked)
            .into_iter()
            .collect(),
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
