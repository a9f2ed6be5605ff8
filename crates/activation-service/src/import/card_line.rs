// SPDX-License-Identifier: EUPL-1.2
//! One card of the file: its row for the registry and its codes for the vault.

use activation_protocol::release::ReleasedSecret;
use activation_protocol::{Bytes, CardId, CodiceFiscale, IdCarta, Pin, Puk};
use activation_rules::{ActivationMode, BirthDate, CardRow, CardStatus};
use activation_store::ImportedCard;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cns_card::CardCertificate;
use code_vault::Records;

use super::Reason;
use super::fields::Fields;

/// A card that can be taken.
pub(crate) struct CardLine {
    pub(crate) imported: ImportedCard,
    pub(crate) secrets: Vec<ReleasedSecret>,
}

impl CardLine {
    /// Reads a line and checks it against the certificate in it.
    pub(crate) fn parse(line: &[u8], records: &Records) -> Result<Self, Reason> {
        let fields = Fields::parse(line)?;
        let holder = CodiceFiscale::parse(fields.text("codice_fiscale")?)
            .map_err(|_| Reason::Malformed("codice_fiscale", "a codice fiscale"))?;
        let number = IdCarta::parse(fields.text("id_carta")?)
            .map_err(|_| Reason::Malformed("id_carta", "a card number"))?;
        let has_chip = fields
            .flag("has_chip")?
            .ok_or(Reason::Missing("has_chip"))?;
        let certificate = certificate(&fields)?;
        if let Some(certificate) = &certificate {
            if *certificate.codice_fiscale() != holder {
                return Err(Reason::OtherHolder);
            }
            if certificate.id_carta() != number {
                return Err(Reason::OtherCard);
            }
        } else if has_chip {
            return Err(Reason::NoCertificate);
        }
        let card = certificate.as_ref().map_or_else(
            || records.card_without_certificate(number),
            CardCertificate::id,
        );
        let certificate = certificate.map_or_else(Vec::new, |card| card.der().to_vec());
        Ok(Self {
            imported: ImportedCard {
                citizen: records.citizen(&holder),
                row: row(&fields, (card, number, has_chip), certificate)?,
            },
            secrets: secrets(&fields)?,
        })
    }
}

fn row(
    fields: &Fields,
    (card, number, has_chip): (CardId, IdCarta, bool),
    certificate: Vec<u8>,
) -> Result<CardRow, Reason> {
    let status = fields.text("status")?.to_ascii_lowercase();
    let status = CardStatus::from_name(&status).ok_or(Reason::Malformed("status", "a status"))?;
    let activated_on = fields.maybe_day("activated_at")?;
    let activation_mode = fields
        .maybe_text("activation_mode")?
        .map(|mode| {
            ActivationMode::from_name(&mode.to_ascii_lowercase())
                .ok_or(Reason::Malformed("activation_mode", "DIRETTA or DELEGATA"))
        })
        .transpose()?;
    let is_unexplained = activated_on.is_none() || activation_mode.is_none();
    if status == CardStatus::Active && is_unexplained {
        return Err(Reason::NoActivation);
    }
    let issuer = fields.text("issuer")?;
    if issuer != number.issuer() {
        return Err(Reason::OtherIssuer);
    }
    Ok(CardRow {
        card,
        issuer: issuer.to_owned(),
        id_carta_last4: Some(number.last4().to_owned()),
        status,
        not_after: fields.day("not_after")?,
        activated_on,
        activation_mode,
        birth_date: BirthDate(fields.day("birth_date")?),
        has_chip,
        assistance: fields.flag("assistance")?.unwrap_or(true),
        certificate: Bytes(certificate),
    })
}

fn certificate(fields: &Fields) -> Result<Option<CardCertificate>, Reason> {
    let malformed = Reason::Malformed("certificate", "a card's certificate, DER in base64");
    let Some(text) = fields.maybe_text("certificate")? else {
        return Ok(None);
    };
    let der = STANDARD.decode(text).map_err(|_| malformed)?;
    let certificate = CardCertificate::parse(&der).map_err(|_| malformed)?;
    // Bytes behind the certificate would give the card another name than kiosks give it.
    (certificate.der().len() == der.len())
        .then_some(Some(certificate))
        .ok_or(malformed)
}

fn secrets(fields: &Fields) -> Result<Vec<ReleasedSecret>, Reason> {
    let pin = fields.maybe_text("transport_pin")?.map(|digits| {
        Pin::new(digits.as_bytes())
            .map(ReleasedSecret::IssuedPin)
            .map_err(|_| Reason::Malformed("transport_pin", "5 to 8 digits"))
    });
    let puk = fields.maybe_text("puk")?.map(|digits| {
        Puk::new(digits.as_bytes())
            .map(ReleasedSecret::Puk)
            .map_err(|_| Reason::Malformed("puk", "8 digits"))
    });
    pin.into_iter().chain(puk).collect()
}
