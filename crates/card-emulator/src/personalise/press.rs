// SPDX-License-Identifier: EUPL-1.2
//! Presses cards: each on disk and, as far as a registry would know it, in the registry.

use std::path::{Path, PathBuf};

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
    CardEntry, Deck, ISSUER, OTHER_REGION, RegistryLine, STAFF, Story, TestKeys, World,
    dati_personali, draw, id_carta,
};
use crate::EmulatorError;
use crate::card::{Code, Codes, Contents};
use crate::profile::Generation;
use crate::store::{CardDir, NewCard};

/// The press of one story.
pub(super) struct Press<'a> {
    world: &'a World<'a>,
    story: Story,
    pub(super) registry: Vec<RegistryLine>,
    cards: usize,
}

/// A card with a chip, before it is on disk.
struct Blank<'a> {
    role: &'a str,
    citizen: &'a Citizen,
    generation: Generation,
    /// The first four digits of ID_Carta.
    issuer: &'static str,
    authority: &'a Authority,
    validity: Validity,
    has_certificate: bool,
    pin_is_blocked: bool,
}

/// A card on disk.
struct Pressed {
    entry: CardEntry,
    certificate: Vec<u8>,
    serial: SerialNumber,
}

impl<'a> Press<'a> {
    pub(super) fn new(world: &'a World, story: Story) -> Self {
        Self {
            world,
            story,
            registry: Vec::new(),
            cards: 0,
        }
    }

    /// The card put in as the old one and, if it has a certificate, its serial number.
    pub(super) fn old_card(
        &mut self,
        holder: &Citizen,
    ) -> Result<(CardEntry, Option<SerialNumber>), EmulatorError> {
        let old = self.story.deck.recipe().old;
        if old == Old::Contactless {
            return Ok((self.plastic("old", "contactless")?, None));
        }
        let blank = self.old_blank(holder, old)?;
        let Pressed {
            entry,
            certificate,
            serial,
        } = self.print(&blank)?;
        if blank.issuer == ISSUER && blank.has_certificate {
            self.register_old(&entry, &certificate, &blank, old);
        }
        Ok((entry, blank.has_certificate.then_some(serial)))
    }

    fn old_blank<'b>(&self, citizen: &'b Citizen, old: Old) -> Result<Blank<'b>, EmulatorError>
    where
        'a: 'b,
    {
        let world = self.world;
        let days_left = if old == Old::Expired { -10 } else { 95 };
        Ok(Blank {
            role: "old",
            citizen,
            generation: world.old_generation(self.story.deck.recipe().generation)?,
            issuer: match old {
                Old::OtherRegion => OTHER_REGION,
                Old::StaffCard => STAFF,
                Old::Active
                | Old::Expired
                | Old::NeverActivated
                | Old::Revoked
                | Old::ActivatedAsMinor
                | Old::PinBlocked
                | Old::WithoutCertificate
                | Old::Contactless => ISSUER,
            },
            authority: if old == Old::OtherRegion {
                &world.authorities.other
            } else {
                &world.authorities.own
            },
            validity: Validity::six_years_until(self.day(days_left))?,
            has_certificate: old != Old::WithoutCertificate,
            pin_is_blocked: old == Old::PinBlocked,
        })
    }

    fn register_old(&mut self, entry: &CardEntry, certificate: &[u8], blank: &Blank, old: Old) {
        let first_day = blank.validity.not_before();
        let activated = (old != Old::NeverActivated)
            .then(|| rfc3339(first_day + Duration::days(30) + Duration::hours(9)));
        let status = if activated.is_some() {
            "ACTIVE"
        } else {
            "SHIPPED"
        };
        self.registry.push(RegistryLine {
            status: status.to_owned(),
            activation_mode: activated.is_some().then(|| "DIRETTA".to_owned()),
            activated_at: activated,
            certificate: BASE64_STANDARD.encode(certificate),
            ..line(blank.citizen, entry, blank.validity)
        });
    }

    pub(super) fn new_card(
        &mut self,
        role: &str,
        citizen: &Citizen,
    ) -> Result<CardEntry, EmulatorError> {
        let plain = self.story.deck.recipe().generation;
        let blank = Blank {
            role,
            citizen,
            generation: self.world.new_generation(plain)?,
            issuer: ISSUER,
            authority: &self.world.authorities.own,
            validity: Validity::six_years_from(self.day(-20))?,
            has_certificate: true,
            pin_is_blocked: false,
        };
        let Pressed {
            entry, certificate, ..
        } = self.print(&blank)?;
        self.registry.push(RegistryLine {
            certificate: BASE64_STANDARD.encode(certificate),
            transport_pin: entry.pin.clone(),
            puk: entry.puk.clone(),
            ..line(citizen, &entry, blank.validity)
        });
        Ok(entry)
    }

    pub(super) fn chipless_card(&mut self, citizen: &Citizen) -> Result<CardEntry, EmulatorError> {
        let entry = CardEntry {
            id_carta: self.next_id(ISSUER),
            ..self.plastic("new", "no-chip")?
        };
        let validity = Validity::six_years_from(self.day(-20))?;
        self.registry.push(RegistryLine {
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
        let dir = self.directory(role);
        let card = NewCard {
            generation: &Generation::built_in(generation)?,
            contents: &Contents::default(),
            key_pem: None,
            codes: None,
        };
        CardDir::create(&self.world.dir.join(&dir), &card)?;
        Ok(CardEntry {
            dir,
            generation: generation.to_owned(),
            id_carta: String::new(),
            pin: None,
            puk: None,
        })
    }

    fn print(&mut self, blank: &Blank) -> Result<Pressed, EmulatorError> {
        let profile = &blank.generation.profile;
        let bits = profile.cns.as_ref().map_or(2048, |cns| cns.key_bits);
        let Story { deck, copy } = self.story;
        let key = TestKeys::card(bits, deck.number() + copy - 1 + self.cards);
        let id_carta = self.next_id(blank.issuer);
        let serial = self.serial(&id_carta);
        let personal_data = dati_personali::file(blank.issuer, blank.citizen, blank.validity);
        let subject = Subject {
            citizen: blank.citizen,
            id_carta: &id_carta,
            personal_data: &personal_data,
            validity: blank.validity,
            serial: &serial,
            public_key: &key.public_key()?,
        };
        let certificate = certificate::sign(&subject, blank.authority)?;
        let entry = CardEntry {
            dir: self.directory(blank.role),
            generation: profile.name.clone(),
            pin: Some(self.secret(&id_carta, "PIN")),
            puk: Some(self.secret(&id_carta, "PUK")),
            id_carta,
        };
        let contents = Contents {
            id_carta: entry.id_carta.clone().into_bytes(),
            personal_data,
            certificate: blank.has_certificate.then(|| certificate.clone()),
        };
        let codes = codes(&entry, blank);
        let card = NewCard {
            generation: &blank.generation,
            contents: &contents,
            key_pem: Some(key.pem()),
            codes: codes.as_ref(),
        };
        CardDir::create(&self.world.dir.join(&entry.dir), &card)?;
        Ok(Pressed {
            entry,
            certificate,
            serial,
        })
    }

    fn directory(&self, role: &str) -> PathBuf {
        Path::new(&self.story.label()).join(role)
    }

    fn day(&self, days_from_now: i64) -> Date {
        let today = self.world.order.now.date();
        today.saturating_add(Duration::days(days_from_now))
    }

    /// Every seed has a range of numbers of its own.
    fn next_id(&mut self, issuer: &str) -> String {
        self.cards += 1;
        let range = self.world.order.seed % 100_000;
        id_carta::number(issuer, range * 100_000 + self.story.number(self.cards))
    }

    fn serial(&self, id_carta: &str) -> SerialNumber {
        let seed = self.world.order.seed;
        let mut bytes = draw::bytes(seed, &format!("serial {id_carta}"))[..16].to_vec();
        bytes[0] = bytes[0] & 0x3F | 0x40;
        SerialNumber::from(bytes)
    }

    /// Eight digits, so that finding them where they do not belong is no coincidence. The cards of
    /// 2012 have PINs of five, as citizens know them.
    fn secret(&self, id_carta: &str, kind: &str) -> String {
        let short = kind == "PIN" && self.story.deck == Deck::SamePersonAthena;
        let purpose = format!("{kind} {id_carta}");
        draw::digits(self.world.order.seed, &purpose, if short { 5 } else { 8 })
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

fn codes(entry: &CardEntry, blank: &Blank) -> Option<Codes> {
    let cns = blank.generation.profile.cns.as_ref()?;
    Some(Codes {
        pin: Code::from_digits(entry.pin.as_deref()?)?,
        puk: Code::from_digits(entry.puk.as_deref()?)?,
        pin_tries: if blank.pin_is_blocked {
            0
        } else {
            cns.pin_tries
        },
        puk_tries: cns.puk_tries,
    })
}
