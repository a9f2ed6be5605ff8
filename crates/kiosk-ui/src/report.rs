// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The report of a checked card: its names in the catalogue, and its colours.

use activation_protocol::messages::{CardCheck, CardStanding, CertificateStanding};
use kiosk_session::{CardReport, Found, Proof, ServiceWord};
use phrases::{CardOnPage, Fact, ReportFacts};

use crate::ui::Tone;

/// The report under the names of its words.
pub(crate) fn names(report: &CardReport) -> ReportFacts<'static> {
    ReportFacts {
        found: found(report.found),
        service: service(report.service),
        certificate: certificate(report),
        proof: proof(report.proof),
    }
}

fn found(found: Found) -> &'static str {
    match found {
        Found::Cns {
            consistent: true, ..
        } => "card",
        Found::Cns { .. } => "inconsistent",
        Found::WithoutCertificate => "no-certificate",
        Found::UnknownType => "unknown-type",
        Found::Unreadable => "unreadable",
    }
}

fn service(word: ServiceWord) -> &'static str {
    match word {
        ServiceWord::NotAsked => "not-asked",
        ServiceWord::Unreachable => "unreachable",
        ServiceWord::Said(check) => match check.standing {
            CardStanding::Active => "active",
            CardStanding::NotActivated => "not-activated",
            CardStanding::Replaced => "replaced",
            CardStanding::Blocked => "blocked",
            CardStanding::Expired => "expired",
            CardStanding::Unknown => "unknown",
        },
    }
}

fn certificate(report: &CardReport) -> &'static str {
    match certificate_standing(report) {
        None => "unasked",
        Some(CertificateStanding::Good) => "good",
        Some(CertificateStanding::NotYetValid) => "not-yet-valid",
        Some(CertificateStanding::Expired) => "expired",
        Some(CertificateStanding::Suspended) => "suspended",
        Some(CertificateStanding::Revoked) => "revoked",
        Some(CertificateStanding::IssuerUnknown) => "issuer-unknown",
        Some(CertificateStanding::Refused) => "refused",
        Some(CertificateStanding::NotCheckable) => "not-checkable",
    }
}

/// The service's word, and the calendar's where the service has none or does not look at it.
fn certificate_standing(report: &CardReport) -> Option<CertificateStanding> {
    use CertificateStanding as C;
    let expired = matches!(report.found, Found::Cns { expired: true, .. });
    let said = said(report).map(|check| check.certificate);
    match said {
        None | Some(C::IssuerUnknown | C::NotCheckable) if expired => Some(C::Expired),
        said => said,
    }
}

fn said(report: &CardReport) -> Option<CardCheck> {
    match report.service {
        ServiceWord::Said(check) => Some(check),
        ServiceWord::NotAsked | ServiceWord::Unreachable => None,
    }
}

fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::NotTried => "not-tried",
        Proof::Works => "works",
        Proof::StoppedInTime => "stopped-in-time",
        Proof::Blocked => "blocked",
        Proof::NotUsable => "not-usable",
        Proof::Failed => "failed",
    }
}

/// The colour and sign of one fact: a tick only for what is known to be good.
pub(crate) fn fact_tone(fact: Fact, report: &CardReport, card: Option<&CardOnPage>) -> Tone {
    match fact {
        Fact::Kind => kind_tone(report.found),
        Fact::Issuer => good_if(card.is_some_and(|card| card.issuer.is_some())),
        Fact::CardUntil => until_tone(report, card),
        Fact::CertificateUntil => certificate_tone(report),
        Fact::Service => service_tone(report.service),
        Fact::Pin => proof_tone(report.proof),
    }
}

/// The colour of the whole report: that of its gravest fact, good only if the service says so.
pub(crate) fn report_tone(report: &CardReport) -> Tone {
    let tones = [
        kind_tone(report.found),
        certificate_tone(report),
        service_tone(report.service),
    ];
    let wrong = |tone: &Tone| *tone == Tone::Attention;
    if tones.iter().any(wrong) || wrong(&proof_tone(report.proof)) {
        Tone::Attention
    } else {
        good_if(tones.iter().all(|tone| *tone == Tone::Success))
    }
}

const fn good_if(good: bool) -> Tone {
    if good { Tone::Success } else { Tone::Info }
}

fn kind_tone(found: Found) -> Tone {
    match found {
        Found::Cns {
            consistent: true, ..
        } => Tone::Success,
        Found::WithoutCertificate | Found::UnknownType => Tone::Info,
        Found::Cns { .. } | Found::Unreadable => Tone::Attention,
    }
}

fn until_tone(report: &CardReport, card: Option<&CardOnPage>) -> Tone {
    match said(report).map(|check| check.standing) {
        Some(CardStanding::Active) => Tone::Success,
        _ if card.is_some_and(CardOnPage::is_past) => Tone::Attention,
        _ => Tone::Info,
    }
}

fn certificate_tone(report: &CardReport) -> Tone {
    use CertificateStanding as C;
    match certificate_standing(report) {
        Some(C::Good) => Tone::Success,
        None | Some(C::IssuerUnknown | C::NotCheckable) => Tone::Info,
        Some(C::NotYetValid | C::Expired | C::Suspended | C::Revoked | C::Refused) => {
            Tone::Attention
        }
    }
}

fn service_tone(word: ServiceWord) -> Tone {
    match word {
        ServiceWord::NotAsked | ServiceWord::Unreachable => Tone::Info,
        ServiceWord::Said(check) => match check.standing {
            CardStanding::Active => Tone::Success,
            CardStanding::NotActivated | CardStanding::Unknown => Tone::Info,
            CardStanding::Replaced | CardStanding::Blocked | CardStanding::Expired => {
                Tone::Attention
            }
        },
    }
}

fn proof_tone(proof: Proof) -> Tone {
    match proof {
        Proof::Works => Tone::Success,
        Proof::NotTried => Tone::Info,
        Proof::StoppedInTime | Proof::Blocked | Proof::NotUsable | Proof::Failed => Tone::Attention,
    }
}
