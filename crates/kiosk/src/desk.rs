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
    /// Puts a card on the desk, or finds it there; tokens count cards and people from 0. What was
    /// read last is what counts, unless it contradicts itself.
    pub(crate) fn lay(&mut self, card: CardOnDesk) -> (CardToken, HolderToken) {
        let holder = card.read.certificate.codice_fiscale().clone();
        let id = card.id();
        let holder = self.person(holder);
        let known = self.cards.iter().position(|known| known.id() == id);
        let index = known.unwrap_or(self.cards.len());
        match self.cards.get_mut(index) {
            Some(known) if card.read.is_consistent() => *known = card,
            Some(_) => {}
            None => self.cards.push(card),
        }
        (CardToken(small(index)), HolderToken(small(holder)))
    }

    fn person(&mut self, person: CodiceFiscale) -> usize {
        let known = self.holders.iter().position(|known| *known == person);
        known.unwrap_or_else(|| {
            self.holders.push(person);
            self.holders.len() - 1
        })
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

fn small(index: usize) -> u8 {
    // A visit that sees more than 255 cards has long timed out.
    u8::try_from(index).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use activation_protocol::IdCarta;
    use cns_card::{CardCertificate, DatiPersonali, Identity, Profiles};

    use super::*;

    const CERTIFICATE: &[u8] = include_bytes!("../../cns-card/tests/fixtures/st11.certificate.der");

    /// A card with this certificate, this number, and files of the certificate's person.
    fn card(profile: &str, id_carta: Option<IdCarta>) -> CardOnDesk {
        let certificate = CardCertificate::parse(CERTIFICATE).expect("a certificate");
        let person = certificate.codice_fiscale().expose();
        let file = format!(
            "000061046090080101202408010120300\
             5ROSSI05MARIO080101198001M0010{person}0004D6120000000000"
        );
        let identity = Identity {
            id_carta: id_carta.unwrap_or(certificate.id_carta()),
            personal: DatiPersonali::parse(file.as_bytes()).expect("sixteen fields"),
        };
        let profiles = Profiles::builtin();
        CardOnDesk {
            read: ReadCard::new(identity, certificate),
            profile: profiles.by_name(profile).expect("built in").clone(),
        }
    }

    #[test]
    fn a_card_read_again_is_as_it_was_read_last() {
        let mut desk = Desk::default();
        let tokens = desk.lay(card("athena10", None));
        assert_eq!(desk.lay(card("st11", None)), tokens);
        assert_eq!(desk.card(tokens.0).unwrap().profile.name, "st11");
    }

    #[test]
    fn a_card_that_contradicts_itself_changes_nothing_of_the_one_it_looks_like() {
        let mut desk = Desk::default();
        let (token, _) = desk.lay(card("st11", None));
        let number = desk.card(token).unwrap().read.identity.id_carta;
        let other = IdCarta::parse("6090000000000024").unwrap();
        assert_ne!(number, other);
        assert_eq!(desk.lay(card("st11", Some(other))).0, token);
        assert!(desk.card(token).unwrap().read.identity.id_carta == number);
    }
}
