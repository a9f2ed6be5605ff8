// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Effects on cards, and what the readers say.

use std::time::Duration;

use card_reader::ReaderEvent;
use cns_card::{CardChannel, CardError, ChannelError, Recognition};
use kiosk_session::{CardFault, Event, Fault, Reading, SecretSlot, SetAnswer, Slot, Statement};

use super::Device;
use crate::desk::CardOnDesk;
use crate::input::{Answered, Input};
use crate::talk::{
    PinChange, ReadFailure, Sent, UnknownCard, card_fault, read_card, sign, verify_pin,
};

impl Device {
    pub(super) fn reader_says(&mut self, event: ReaderEvent) {
        match event {
            ReaderEvent::Inserted { slot, atr } => {
                self.atrs.insert(Slot(slot), Some(atr));
                self.events.push_back(Event::Inserted(Slot(slot)));
            }
            ReaderEvent::Mute { slot } => {
                self.atrs.insert(Slot(slot), None);
                self.events.push_back(Event::Mute(Slot(slot)));
            }
            ReaderEvent::Removed { slot } => {
                self.atrs.remove(&Slot(slot));
                self.events.push_back(Event::Removed(Slot(slot)));
            }
            ReaderEvent::Lost => {
                for slot in std::mem::take(&mut self.atrs).into_keys() {
                    self.events.push_back(Event::Removed(slot));
                }
                self.raise(Fault::NoReader);
            }
            ReaderEvent::Back => self.clear(Fault::NoReader),
        }
    }

    pub(super) fn read_card(&mut self, slot: Slot) {
        let Some(Some(atr)) = self.atrs.get(&slot).cloned() else {
            let gone = Reading::Failed(CardFault::Removed);
            self.events.push_back(Event::CardRead(gone));
            return;
        };
        match self.card_profiles.in_use().recognise(&atr) {
            Recognition::Known(profile) => {
                let profile = profile.clone();
                self.converse(
                    slot,
                    self.read_budget(),
                    move |card| read_card(card, profile, &atr),
                    |read| {
                        let unreached =
                            |error| Err(ReadFailure::Fault(card_fault(CardError::Channel(error))));
                        Answered::CardRead(Box::new(read.unwrap_or_else(unreached)))
                    },
                );
            }
            Recognition::UnknownCns | Recognition::Unknown => self.meet_unknown_card(slot, atr),
        }
    }

    /// Takes down what a card looks like, so that it can become a known one.
    fn meet_unknown_card(&self, slot: Slot, atr: Vec<u8>) {
        let reset = atr.clone();
        self.converse(
            slot,
            self.read_budget(),
            move |card| UnknownCard::meet(card, &reset),
            move |met| {
                let unreached = |why| UnknownCard::unreached(&atr, why);
                Answered::UnknownCard(met.unwrap_or_else(unreached))
            },
        );
    }

    pub(super) fn verify_pin(&mut self, slot: Slot, secret: SecretSlot) {
        let pin = self.slots.pin(secret);
        let Some((card, pin)) = self.card_of(secret).zip(pin) else {
            self.events
                .push_back(Event::PinChecked(Err(CardFault::Removed)));
            return;
        };
        let (profile, expected) = (card.profile.clone(), card.read.identity.id_carta);
        let (hold, set) = (self.readers.hold(slot.0), self.desk.pin_set);
        self.converse(
            slot,
            self.signature_budget(),
            move |card| {
                let held = (slot, hold.number());
                let known = set == Some(held);
                let answer = verify_pin(card, &profile, expected, known, &pin);
                answer.map(|answer| (answer, held))
            },
            |answer| {
                let unreached = |error| Err(card_fault(CardError::Channel(error)));
                Answered::PinChecked(answer.unwrap_or_else(unreached))
            },
        );
    }

    /// The card a typed PIN is meant for.
    fn card_of(&self, secret: SecretSlot) -> Option<&CardOnDesk> {
        match secret {
            SecretSlot::OldPin => self.first_card(),
            SecretSlot::NewPin | SecretSlot::NewPinAgain | SecretSlot::Issued => self.new_card(),
        }
    }

    pub(super) fn sign(&mut self, slot: Slot, statement: Statement) {
        let bytes = self.statement(statement);
        let Some((bytes, card)) = bytes.zip(self.signer(statement)) else {
            self.events
                .push_back(Event::Signed(Err(CardFault::Garbage)));
            return;
        };
        let modulus_len = card.read.certificate.modulus_len();
        let profile = card.profile.clone();
        let (hold, verified) = (self.readers.hold(slot.0), self.desk.pin_verified);
        self.converse(
            slot,
            self.signature_budget(),
            move |card| {
                let forgotten = verified != Some((slot, hold.number()));
                sign(card, &profile, modulus_len, (statement, &bytes), forgotten)
            },
            move |signature| {
                let unreached = |error| Err(card_fault(CardError::Channel(error)));
                Answered::Signed(statement, signature.unwrap_or_else(unreached))
            },
        );
    }

    pub(super) fn set_pin(&mut self, slot: Slot) {
        let chosen = self.slots.pin(SecretSlot::NewPin);
        let issued = self.slots.issued().cloned();
        let card = self.new_card();
        let (Some(card), Some(issued), Some(chosen)) = (card, issued, chosen) else {
            let lost = SetAnswer::NotSent(CardFault::Garbage);
            self.events.push_back(Event::PinSet(lost));
            return;
        };
        let sent = Sent::default();
        let change = PinChange {
            profile: card.profile.clone(),
            expected: card.read.identity.id_carta,
            issued,
            chosen,
            sent: sent.clone(),
        };
        let hold = self.readers.hold(slot.0);
        self.converse(
            slot,
            self.signature_budget(),
            move |card| (change.make(card), Some((slot, hold.number()))),
            move |answer| {
                let (answer, held) = answer.unwrap_or_else(|error| (sent.broken(error), None));
                Answered::PinSet(answer, held)
            },
        );
    }

    /// Runs a conversation on the reader's thread; its answer comes back through the inbox.
    fn converse<T: Send + 'static>(
        &self,
        slot: Slot,
        budget: Duration,
        talk: impl FnOnce(&mut dyn CardChannel) -> T + Send + 'static,
        answer: impl FnOnce(Result<T, ChannelError>) -> Answered + Send + 'static,
    ) {
        let (inbox, visit) = (self.inbox.clone(), self.visit);
        self.readers.run(slot.0, budget, talk, move |result| {
            inbox.send(Input::Visit(visit, answer(result)));
        });
    }

    /// The card that opened the session, or that is being checked.
    pub(super) fn first_card(&self) -> Option<&CardOnDesk> {
        self.desk.card(self.totem.first_card()?)
    }

    /// The card being activated.
    pub(super) fn new_card(&self) -> Option<&CardOnDesk> {
        self.desk.card(self.totem.new_card()?)
    }

    /// Reading a card takes a dozen commands, each bounded by itself.
    fn read_budget(&self) -> Duration {
        Duration::from_millis(self.config.reader.apdu_ms) * 3
    }

    fn signature_budget(&self) -> Duration {
        Duration::from_millis(self.config.reader.signature_ms)
    }
}
