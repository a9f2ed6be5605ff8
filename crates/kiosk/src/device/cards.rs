// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Effects on cards, and what the readers say.

use std::time::Duration;

use activation_protocol::release::ReleasedSecret;
use activation_protocol::statement::{NewProof, OldAuth, Operation};
use activation_protocol::{IdCarta, Pin};
use card_reader::ReaderEvent;
use cns_card::{
    CardChannel, CardError, ChangeAnswer, ChannelError, Profile, Recognition, StatusWord,
};
use kiosk_session::{
    CardFault, Event, Fault, PinAnswer, Reading, SecretSlot, SetAnswer, Slot, Statement,
};

use super::Device;
use crate::clock::Clock;
use crate::desk::{CardOnDesk, Signed};
use crate::input::{Answered, Input, ReadFailure};

impl Device {
    pub(super) fn reader_says(&mut self, event: ReaderEvent) {
        match event {
            ReaderEvent::Inserted { slot, atr } => {
                self.atrs.insert(Slot(slot), atr);
                self.events.push_back(Event::Inserted(Slot(slot)));
            }
            ReaderEvent::Mute { slot } => self.events.push_back(Event::Mute(Slot(slot))),
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
        let Some(profile) = self.profile_in(slot) else {
            let gone = Reading::Failed(CardFault::Removed);
            let there = self.atrs.contains_key(&slot);
            let reading = if there { Reading::UnknownType } else { gone };
            self.events.push_back(Event::CardRead(reading));
            return;
        };
        self.converse(
            slot,
            self.read_budget(),
            move |card| cns_card::read_card(card, &profile),
            move |read| Answered::CardRead(slot, Box::new(read.map_err(read_failure))),
        );
    }

    pub(super) fn verify_pin(&mut self, slot: Slot, secret: SecretSlot) {
        let work = self.profile_in(slot).zip(self.slots.pin(secret));
        let Some((profile, pin)) = work else {
            self.events
                .push_back(Event::PinChecked(Err(CardFault::Removed)));
            return;
        };
        self.converse(
            slot,
            self.signature_budget(),
            move |card| cns_card::verify_pin(card, &profile, &pin),
            |answer| Answered::PinChecked(answer.map(pin_answer).map_err(card_fault)),
        );
    }

    pub(super) fn sign(&mut self, slot: Slot, statement: Statement) {
        let bytes = match statement {
            Statement::OldAuth => self.old_auth(),
            Statement::NewProof => self.new_proof(),
        };
        let card = match statement {
            Statement::OldAuth => self.first_card(),
            Statement::NewProof => self.new_card(),
        };
        let Some((bytes, card)) = bytes.zip(card) else {
            self.events
                .push_back(Event::Signed(Err(CardFault::Garbage)));
            return;
        };
        let modulus_len = card.read.certificate.modulus_len();
        let profile = card.profile.clone();
        self.converse(
            slot,
            self.signature_budget(),
            move |card| cns_card::sign(card, &profile, modulus_len, &bytes),
            |signature| Answered::Signed(signature.map_err(card_fault)),
        );
    }

    /// Lays T1 on the desk, unsigned, and gives its bytes.
    fn old_auth(&mut self) -> Option<Vec<u8>> {
        let opened = self.desk.opened.as_ref()?;
        let statement = OldAuth {
            session: self.totem.session()?,
            kiosk: self.backend.as_ref()?.kiosk_id,
            nonce: opened.nonce,
            not_after: opened.not_after,
            old_card: self.first_card()?.id(),
            operation: Operation::Transfer,
            kiosk_key: self.desk.key_public?,
            consent: consent_hash(),
        };
        let bytes = statement.encode();
        self.desk.old_auth = Some(Signed::unsigned(statement, bytes.clone()));
        Some(bytes)
    }

    /// Lays T2 on the desk, unsigned, and gives its bytes.
    fn new_proof(&mut self) -> Option<Vec<u8>> {
        let desk = &self.desk;
        let opened = desk.opened.as_ref()?;
        let resumed = opened.release_no.zip(opened.proof_nonce);
        let (release_no, proof_nonce) = desk.release.or(resumed)?;
        let mode = desk
            .bound
            .map(|bound| bound.secret_mode)
            .or(opened.secret_mode);
        let old_card = (!desk.resumes_with_new_card())
            .then(|| self.first_card())
            .flatten();
        let statement = NewProof {
            session: self.totem.session()?,
            kiosk: self.backend.as_ref()?.kiosk_id,
            proof_nonce,
            activation: desk.activation()?,
            old_card: old_card.map(CardOnDesk::id),
            new_card: self.new_card()?.id(),
            secret_mode: mode?,
            release_no,
            consent: consent_hash(),
            kiosk_time: Clock::wall_s(),
        };
        let bytes = statement.encode();
        self.desk.new_proof = Some(Signed::unsigned(statement, bytes.clone()));
        Some(bytes)
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
        let (profile, expected) = (card.profile.clone(), card.read.identity.id_carta);
        self.converse(
            slot,
            self.signature_budget(),
            move |card| Ok(set_pin(card, &profile, expected, &issued, &chosen)),
            |answer: Result<SetAnswer, CardError>| {
                // The watchdog gave up: whether the command was sent is not known.
                Answered::PinSet(answer.unwrap_or_else(|error| SetAnswer::Lost(card_fault(error))))
            },
        );
    }

    /// Runs a conversation on the reader's thread; its answer comes back through the inbox.
    fn converse<T: Send + 'static>(
        &self,
        slot: Slot,
        budget: Duration,
        talk: impl FnOnce(&mut dyn CardChannel) -> Result<T, CardError> + Send + 'static,
        answer: impl FnOnce(Result<T, CardError>) -> Answered + Send + 'static,
    ) {
        let (inbox, visit) = (self.inbox.clone(), self.visit);
        self.readers.run(slot.0, budget, talk, move |result| {
            let result = result.unwrap_or_else(|error| Err(CardError::Channel(error)));
            inbox.send(Input::Visit(visit, answer(result)));
        });
    }

    /// The card that opened the session.
    pub(super) fn first_card(&self) -> Option<&CardOnDesk> {
        self.desk.card(self.totem.first_card()?)
    }

    /// The card being activated.
    pub(super) fn new_card(&self) -> Option<&CardOnDesk> {
        self.desk.card(self.totem.new_card()?)
    }

    pub(super) fn profile_in(&self, slot: Slot) -> Option<Profile> {
        let atr = self.atrs.get(&slot)?;
        match self.profiles.recognise(atr) {
            Recognition::Known(profile) => Some(profile.clone()),
            Recognition::UnknownCns | Recognition::Unknown => None,
        }
    }

    /// Reading a card takes a dozen commands, each bounded by itself.
    fn read_budget(&self) -> Duration {
        Duration::from_millis(self.config.reader.apdu_ms) * 3
    }

    fn signature_budget(&self) -> Duration {
        Duration::from_millis(self.config.reader.signature_ms)
    }
}

/// Makes sure it is the same card as before, then gives it the chosen PIN.
fn set_pin(
    card: &mut dyn CardChannel,
    profile: &Profile,
    expected: IdCarta,
    issued: &ReleasedSecret,
    chosen: &Pin,
) -> SetAnswer {
    match cns_card::reread_id_carta(card, profile) {
        Ok(found) if found == expected => {}
        Ok(_) => return SetAnswer::OtherCard,
        Err(error) => return SetAnswer::NotSent(card_fault(error)),
    }
    let answer = match issued {
        ReleasedSecret::IssuedPin(pin) => cns_card::change_pin(card, profile, pin, chosen),
        ReleasedSecret::Puk(puk) => cns_card::reset_pin(card, profile, puk, chosen),
    };
    match answer {
        Ok(ChangeAnswer::Changed) => SetAnswer::Changed,
        Ok(ChangeAnswer::Wrong { tries_left }) => SetAnswer::Refused {
            sw: tries_left.map_or(0x6300, |left| 0x63C0 | u16::from(left)),
            tries_left,
        },
        Ok(ChangeAnswer::Blocked) => SetAnswer::Refused {
            sw: StatusWord::Blocked.into(),
            tries_left: Some(0),
        },
        Ok(ChangeAnswer::Refused(status)) => SetAnswer::Refused {
            sw: status.into(),
            tries_left: None,
        },
        Err(error) => SetAnswer::Lost(card_fault(error)),
    }
}

/// SHA-256 of the consent text, as T1 and T2 name it.
pub(super) fn consent_hash() -> [u8; 32] {
    let mut hash = [0; 32];
    let digest = ring::digest::digest(&ring::digest::SHA256, phrases::canonical_consent());
    hash.copy_from_slice(digest.as_ref());
    hash
}

fn pin_answer(answer: cns_card::PinAnswer) -> PinAnswer {
    match answer {
        cns_card::PinAnswer::Accepted => PinAnswer::Accepted,
        cns_card::PinAnswer::Wrong { tries_left } => PinAnswer::Wrong { tries_left },
        cns_card::PinAnswer::Blocked => PinAnswer::Blocked,
        cns_card::PinAnswer::NotUsable => PinAnswer::NotUsable,
    }
}

fn read_failure(error: CardError) -> ReadFailure {
    match error {
        CardError::NoCertificate => ReadFailure::WithoutCertificate,
        CardError::Channel(_)
        | CardError::Status { .. }
        | CardError::Malformed(_)
        | CardError::Inconsistent
        | CardError::PinLength
        | CardError::CommandTooLong
        | CardError::KeyTooShort => ReadFailure::Fault(card_fault(error)),
    }
}

fn card_fault(error: CardError) -> CardFault {
    match error {
        CardError::Channel(ChannelError::Removed | ChannelError::ReaderLost) => CardFault::Removed,
        CardError::Channel(ChannelError::TimedOut) => CardFault::TimedOut,
        CardError::Channel(ChannelError::Reset | ChannelError::Transport) => CardFault::Transport,
        CardError::Status { .. }
        | CardError::Malformed(_)
        | CardError::NoCertificate
        | CardError::Inconsistent
        | CardError::PinLength
        | CardError::CommandTooLong
        | CardError::KeyTooShort => CardFault::Garbage,
    }
}
