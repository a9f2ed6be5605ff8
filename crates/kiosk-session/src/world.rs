// SPDX-License-Identifier: EUPL-1.2
//! What is so around the totem, whoever stands before it: faults, readiness, cards in readers.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, Fault};
use crate::slot::Slot;

/// Facts that outlive a visit.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct World {
    /// The journal was opened and what it left over was dealt with.
    pub(crate) started: bool,
    /// The backend could carry an activation through.
    pub(crate) ready: bool,
    /// What the totem misses, the gravest first.
    pub(crate) faults: BTreeSet<Fault>,
    /// Until when the start page mentions an interrupted visit.
    pub(crate) banner_until_ms: Option<u64>,
    cards: BTreeMap<Slot, Presence>,
}

/// A card in a reader. No entry means no card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Presence {
    /// It came in and nobody has talked to it.
    Fresh,
    /// It is being talked to.
    Used,
    /// It has no power, or never answered: it must come out before it can be used.
    Off,
}

impl World {
    /// Takes in what an event says about the world.
    pub(crate) fn note(&mut self, event: &Event) {
        match event {
            Event::FaultRaised(fault) => _ = self.faults.insert(*fault),
            Event::FaultCleared(fault) => _ = self.faults.remove(fault),
            Event::Readiness(ready) => self.ready = *ready,
            Event::Inserted(slot) => self.set(*slot, Presence::Fresh),
            Event::Mute(slot) => self.set(*slot, Presence::Off),
            Event::Removed(slot) => _ = self.cards.remove(slot),
            Event::Started(_)
            | Event::Touched(_)
            | Event::Typed(_)
            | Event::CardRead(_)
            | Event::PinChecked(_)
            | Event::PinJudged(_)
            | Event::PinsCompared(_)
            | Event::Signed(_)
            | Event::PinSet(_)
            | Event::Answered(_)
            | Event::Printed(_)
            | Event::Tick => {}
        }
    }

    /// Somebody talks to this card now.
    pub(crate) fn use_card(&mut self, slot: Slot) {
        self.set(slot, Presence::Used);
    }

    /// This card has no power any more, if it is there.
    pub(crate) fn power_off(&mut self, slot: Slot) {
        if self.cards.contains_key(&slot) {
            self.set(slot, Presence::Off);
        }
    }

    /// Whether the card that was talked to is still there.
    pub(crate) fn in_use(&self, slot: Slot) -> bool {
        self.cards.get(&slot) == Some(&Presence::Used)
    }

    /// A card that came in and waits to be talked to.
    pub(crate) fn fresh(&self) -> Option<Slot> {
        let mut cards = self.cards.iter();
        cards.find_map(|(slot, presence)| (*presence == Presence::Fresh).then_some(*slot))
    }

    /// Readers whose card has power.
    pub(crate) fn powered(&self) -> Vec<Slot> {
        let cards = self.cards.iter();
        cards
            .filter(|(_, presence)| **presence != Presence::Off)
            .map(|(slot, _)| *slot)
            .collect()
    }

    /// Readers with any card.
    pub(crate) fn occupied(&self) -> Vec<Slot> {
        self.cards.keys().copied().collect()
    }

    /// Whether no reader holds a card.
    pub(crate) fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Whether records can be made durable.
    pub(crate) fn journal_works(&self) -> bool {
        !self.faults.contains(&Fault::NoJournal) && !self.faults.contains(&Fault::Disk)
    }

    fn set(&mut self, slot: Slot, presence: Presence) {
        self.cards.insert(slot, presence);
    }
}
