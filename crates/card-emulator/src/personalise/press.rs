// SPDX-License-Identifier: EUPL-1.2
//! Presses cards: each on disk and, as far as a registry would know it, in the registry.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rcgen::SerialNumber;
use time::{Date, Duration};

use super::authority::Authority;
use super::calendar::{Validity, iso_date, rfc3339};
use super::certificate::{self, Subject};
use super::citizen::Citizen;
use super::recipe::Old;
use super::{
    CardEntry, Deck, ISSUER, Order, RegistryLine, TestKeys, dati_personali, draw, id_carta,
};
use crate::EmulatorError;
use crate::card::{Code, Codes, Contents};
use crate::profile::Profile;
use crate::store::{CardDir, NewCard};

const TRIES: u8 = 3;

/// The press of one deck.
pub(super) struct Press<'a> {
    dir: &'a Path,
    deck: Deck,
    order: &'a Order,
    authority: &'a Authority,
    pub(super) registry: Vec<RegistryLine>,
    cards: usize,
}

/// A card with a chip, before it is on disk.
struct Blank<'a> {
    role: &'a str,
    citizen: &'a Citizen,
    validity: Validity,
    pin_tries: u8,
}

impl<'a> Press<'a> {
    pub(super) fn new(
        dir: &'a Path,
        deck: Deck,
        order: &'a Order,
        authority: &'a Authority,
    ) -> Self {
        Self {
            dir,
            deck,
            order,
            authority,
            registry: Vec::new(),
            cards: 0,
        }
    }

    pub(super) fn old_card(
        &mut self,
        holder: &Citizen,
    ) -> Result<(CardEntry, SerialNumber), EmulatorError> {
        let old = self.deck.recipe().old;
        let days_left = if old == Old::Expired { -10 } else { 95 };
        let validity = Validity::six_years_until(self.day(days_left))?;
        let pin_tries = if old == Old::PinBlocked { 0 } else { TRIES };
        let blank = Blank {
            role: "old",
            citizen: holder,
            validity,
            pin_tries,
        };
        let (entry, certificate, serial) = self.print(&blank)?;
        let activated = (old != Old::NeverActivated)
            .then(|| rfc3339(validity.not_before() + Duration::days(30) + Duration::hours(9)));
        let status = if activated.is_some() {
            "ACTIVE"
        } else {
            "SHIPPED"
        };
        self.register(RegistryLine {
            status: status.to_owned(),
            activation_mode: activated.is_some().then(|| "DIRETTA".to_owned()),
            activated_at: activated,
            certificate: BASE64_STANDARD.encode(certificate),
            ..line(holder, &entry, validity)
        });
        Ok((entry, serial))
    }

    pub(super) fn new_card(
        &mut self,
        role: &str,
        citizen: &Citizen,
    ) -> Result<CardEntry, EmulatorError> {
        let validity = Validity::six_years_from(self.day(-20))?;
        let blank = Blank {
            role,
            citizen,
            validity,
            pin_tries: TRIES,
        };
        let (entry, certificate, _) = self.print(&blank)?;
        self.register(RegistryLine {
            certificate: BASE64_STANDARD.encode(certificate),
            transport_pin: entry.pin.clone(),
            puk: entry.puk.clone(),
            ..line(citizen, &entry, validity)
        });
        Ok(entry)
    }

    pub(super) fn chipless_card(&mut self, citizen: &Citizen) -> Result<CardEntry, EmulatorError> {
        let entry = CardEntry {
            id_carta: self.next_id(),
            ..self.plastic("new", "no-chip")?
        };
        let validity = Validity::six_years_from(self.day(-20))?;
        self.register(RegistryLine {
            has_chip: false,
            ..line(citizen, &entry, validity)
        });
        Ok(entry)
    }

    pub(super) fn bank_card(&mut self) -> Result<CardEntry, EmulatorError> {
        self.plastic("new", "unknown")
    }

    /// A card that is no CNS to a reader.
    fn plastic(&self, role: &str, generation: &str) -> Result<CardEntry, EmulatorError> {
        let dir = Path::new(self.deck.name()).join(role);
        let contents = &Contents::default();
        let card = NewCard {
            generation,
            contents,
            key_pem: None,
            codes: None,
        };
        CardDir::create(&self.dir.join(&dir), &card)?;
        let generation = generation.to_owned();
        Ok(CardEntry {
            dir,
            generation,
            id_carta: String::new(),
            pin: None,
            puk: None,
        })
    }

    fn print(
        &mut self,
        blank: &Blank,
    ) -> Result<(CardEntry, Vec<u8>, SerialNumber), EmulatorError> {
        let generation = self.deck.recipe().generation;
        let bits = Profile::named(generation)?
            .cns
            .map_or(2048, |cns| cns.key_bits);
        let key = TestKeys::card(bits, self.deck.number() + self.cards);
        let id_carta = self.next_id();
        let serial = self.serial(&id_carta);
        let personal_data = dati_personali::file(blank.citizen, blank.validity);
        let subject = Subject {
            citizen: blank.citizen,
            id_carta: &id_carta,
            personal_data: &personal_data,
            validity: blank.validity,
            serial: &serial,
            public_key: &key.public_key()?,
        };
        let certificate = certificate::sign(&subject, self.authority)?;
        let entry = CardEntry {
            dir: Path::new(self.deck.name()).join(blank.role),
            generation: generation.to_owned(),
            pin: Some(self.secret(&id_carta, "PIN")),
            puk: Some(self.secret(&id_carta, "PUK")),
            id_carta,
        };
        let contents = Contents {
            id_carta: entry.id_carta.clone().into_bytes(),
            personal_data,
            certificate: Some(certificate.clone()),
        };
        let codes = codes(&entry, blank.pin_tries);
        let card = NewCard {
            generation,
            contents: &contents,
            key_pem: Some(key.pem()),
            codes: codes.as_ref(),
        };
        CardDir::create(&self.dir.join(&entry.dir), &card)?;
        Ok((entry, certificate, serial))
    }

    fn register(&mut self, line: RegistryLine) {
        self.registry.push(line);
    }

    fn day(&self, days_from_now: i64) -> Date {
        self.order
            .now
            .date()
            .saturating_add(Duration::days(days_from_now))
    }

    /// Every deck has a hundred numbers of its own, and every seed a range.
    fn next_id(&mut self) -> String {
        self.cards += 1;
        let range = self.order.seed % 100_000;
        id_carta::number(range * 100_000 + (self.deck.number() * 100 + self.cards) as u64)
    }

    fn serial(&self, id_carta: &str) -> SerialNumber {
        let mut bytes = draw::bytes(self.order.seed, &format!("serial {id_carta}"))[..16].to_vec();
        bytes[0] = bytes[0] & 0x3F | 0x40;
        SerialNumber::from(bytes)
    }

    /// Eight digits, so that finding them where they do not belong is no coincidence. The cards of
    /// 2012 have PINs of five, as citizens know them.
    fn secret(&self, id_carta: &str, kind: &str) -> String {
        let short = kind == "PIN" && self.deck == Deck::SamePersonAthena;
        let purpose = format!("{kind} {id_carta}");
        draw::digits(self.order.seed, &purpose, if short { 5 } else { 8 })
    }
}

/// A shipped card with a chip, of which nothing else is known.
fn line(citizen: &Citizen, entry: &CardEntry, validity: Validity) -> RegistryLine {
    RegistryLine {
        codice_fiscale: citizen.codice_fiscale(),
        id_carta: entry.id_carta.clone(),
        certificate: String::new(),
        issuer: ISSUER.to_owned(),
        status: "SHIPPED".to_owned(),
        not_after: rfc3339(validity.not_after()),
        activated_at: None,
        activation_mode: None,
        birth_date: iso_date(citizen.birth_date),
        has_chip: true,
        transport_pin: None,
        puk: None,
    }
}

fn codes(entry: &CardEntry, pin_tries: u8) -> Option<Codes> {
    let pin = Code::from_digits(entry.pin.as_deref()?)?;
    let puk = Code::from_digits(entry.puk.as_deref()?)?;
    Some(Codes {
        pin,
        puk,
        pin_tries,
        puk_tries: TRIES,
    })
}
