// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What is known of the visit at hand: cards, statements, answers. Forgotten when it ends.

use activation_protocol::messages::{Authorised, Bound, SessionOpened};
use activation_protocol::rome::rome_date;
use activation_protocol::statement::{NewProof, OldAuth};
use activation_protocol::{
    ActivationId, Bytes, CardId, CodiceFiscale, KioskKey, Nonce, ReceiptCode, ReleaseNo,
};
use cns_card::{Profile, ReadCard};
use kiosk_session::{CardToken, HolderToken, Slot};
use time::Date;

/// The papers on the desk.
#[derive(Default)]
pub(crate) struct Desk {
    cards: Vec<CardOnDesk>,
    holders: Vec<CodiceFiscale>,
    pub(crate) key: Option<KioskKey>,
    pub(crate) key_public: Option<Nonce>,
    pub(crate) opened: Option<SessionOpened>,
    pub(crate) old_auth: Option<Signed<OldAuth>>,
    pub(crate) authorised: Option<Authorised>,
    pub(crate) bound: Option<Bound>,
    pub(crate) release: Option<(ReleaseNo, Nonce)>,
    pub(crate) new_proof: Option<Signed<NewProof>>,
    /// The bytes a card that is only checked was asked to sign.
    pub(crate) card_check: Option<Vec<u8>>,
    /// The hold in which a card took the chosen PIN: its number was read in it.
    pub(crate) pin_set: Option<HeldIn>,
    /// The hold in which a card's PIN was verified; it forgets it with the hold.
    pub(crate) pin_verified: Option<HeldIn>,
    pub(crate) receipt_code: Option<ReceiptCode>,
}

/// Which card reader, and the number of its hold on the card.
pub(crate) type HeldIn = (Slot, u64);

/// A statement and the card's signature of it.
pub(crate) struct Signed<T> {
    pub(crate) statement: T,
    pub(crate) bytes: Vec<u8>,
    pub(crate) signature: Option<Bytes>,
}

impl<T> Signed<T> {
    pub(crate) fn unsigned(statement: T, bytes: Vec<u8>) -> Self {
        Self {
            statement,
            bytes,
            signature: None,
        }
    }
}

/// A card that was read in this visit.
#[derive(Debug)]
pub struct CardOnDesk {
    pub(crate) read: ReadCard,
    pub(crate) profile: Profile,
    /// Certificate and files name the same card and person.
    pub(crate) consistent: bool,
}

impl CardOnDesk {
    pub(crate) fn id(&self) -> CardId {
        self.read.certificate.id()
    }

    /// The last day of its certificate, in Europe/Rome.
    pub(crate) fn certificate_until(&self) -> Date {
        rome_date(self.read.certificate.not_after())
    }
}

impl Desk {
    /// No card of this visit has been read.
    pub(crate) fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Puts a card on the desk, or finds it there; tokens count cards and people from 0.
    pub(crate) fn lay(&mut self, card: CardOnDesk) -> (CardToken, HolderToken) {
        let holder = card.read.certificate.codice_fiscale().clone();
        let id = card.id();
        let holder = position_or_push(
            &mut self.holders,
            |known| *known == holder,
            || holder.clone(),
        );
        let index = position_or_push(&mut self.cards, |known| known.id() == id, || card);
        (CardToken(small(index)), HolderToken(small(holder)))
    }

    /// A card that was laid here.
    pub(crate) fn card(&self, token: CardToken) -> Option<&CardOnDesk> {
        self.cards.get(usize::from(token.0))
    }

    /// The session is confirm-only.
    pub(crate) fn resumes_with_new_card(&self) -> bool {
        self.opened
            .as_ref()
            .is_some_and(|opened| opened.activation_id.is_some())
    }

    /// The activation at hand, once the backend has named it.
    pub(crate) fn activation(&self) -> Option<ActivationId> {
        let authorised = self.authorised.as_ref().map(|answer| answer.activation_id);
        authorised.or(self.opened.as_ref().and_then(|opened| opened.activation_id))
    }

    /// The activation and its release, once there is one.
    pub(crate) fn release_named(&self) -> Option<(ActivationId, ReleaseNo)> {
        self.activation()
            .zip(self.release.map(|(number, _)| number))
    }
}

fn position_or_push<T>(
    all: &mut Vec<T>,
    is_it: impl Fn(&T) -> bool,
    new: impl FnOnce() -> T,
) -> usize {
    all.iter().position(is_it).unwrap_or_else(|| {
        all.push(new());
        all.len() - 1
    })
}

fn small(index: usize) -> u8 {
    // A visit that sees more than 255 cards has long timed out.
    u8::try_from(index).unwrap_or(u8::MAX)
}
