// SPDX-License-Identifier: EUPL-1.2
//! A card as a kiosk read it, judged.

use activation_protocol::messages::CardPresented;
use activation_protocol::{CardId, ProblemCode};
use activation_rules::{Citizen, Timestamp, Trust};
use cns_card::CardCertificate;

use crate::http::Refusal;
use crate::service::Service;

/// What the rules need to know of it.
pub(super) struct PresentedCard {
    pub(super) id: CardId,
    pub(super) citizen: Citizen,
    pub(super) issuer: String,
    pub(super) trust: Trust,
}

impl PresentedCard {
    /// Judges the certificate. Of one that names no holder, or another card than EF.ID_Carta,
    /// only the verdict is left to tell; one of an issuer that is not known is never "invalid".
    pub(super) fn judge(
        service: &Service,
        presented: &CardPresented,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let der = &presented.cert.0;
        let trust = service.trust.judge(der, now).trust;
        let certificate = CardCertificate::parse(der)
            .ok()
            .filter(|certificate| certificate.id_carta() == presented.id_carta)
            .ok_or(Refusal(if trust == Trust::IssuerUnknown {
                ProblemCode::IssuerUnknown
            } else {
                ProblemCode::ChainInvalid
            }))?;
        Ok(Self {
            id: CardId::of_certificate(der),
            citizen: service
                .vault
                .records()
                .citizen(certificate.codice_fiscale()),
            issuer: presented.id_carta.issuer().to_owned(),
            trust,
        })
    }
}
