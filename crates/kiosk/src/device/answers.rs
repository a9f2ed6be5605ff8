// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Answers to effects: papers go on the desk, the session machine gets tokens and verdicts.

use activation_client::ClientError;
use activation_protocol::pin::{PersonalNumbers, WeakPin};
use activation_protocol::release::ReleaseHeader;
use activation_protocol::rome::rome_date;
use activation_protocol::{ProtocolError, SealedRelease};
use cns_card::CardError;
use kiosk_session::{
    Answer, CardFacts, CardFault, Event, PinAnswer, Printed, Reading, SecretSlot, SetAnswer,
};
use receipt_printer::PrintOutcome;
use time::OffsetDateTime;

use super::Device;
use crate::desk::CardOnDesk;
use crate::evt;
use crate::input::Answered;
use crate::talk::{ReadFailure, UnknownCard, card_fault};

impl Device {
    pub(super) fn answered(&mut self, answer: Answered) {
        let event = match answer {
            Answered::CardRead(read) => Event::CardRead(self.card_read(*read)),
            Answered::UnknownCard(card) => Event::CardRead(unknown_card(&card)),
            Answered::PinChecked(answer) => {
                self.desk.pin_verified = match answer {
                    Ok((PinAnswer::Accepted, held)) => Some(held),
                    Ok(_) | Err(_) => None,
                };
                Event::PinChecked(answer.map(|(answer, _)| answer))
            }
            Answered::Signed(statement, signature) => {
                Event::Signed(self.signed(statement, signature))
            }
            Answered::PinSet(answer, held) => {
                self.desk.pin_set = held.filter(|_| answer == SetAnswer::Changed);
                Event::PinSet(answer)
            }
            Answered::Opened(answer) => Event::Answered(said(*answer, |opened| {
                let flow = opened.flow;
                self.desk.receipt_code = opened.receipt_code;
                self.desk.opened = Some(opened);
                Answer::Opened(flow)
            })),
            Answered::Authorised(answer) => Event::Answered(said(answer, |authorised| {
                let rules = authorised.pin_rules;
                self.desk.receipt_code = Some(authorised.receipt_code);
                self.desk.authorised = Some(authorised);
                Answer::Authorised(rules)
            })),
            Answered::Bound(answer) => Event::Answered(said(answer, |bound| {
                self.desk.bound = Some(bound);
                Answer::Bound(bound.secret_mode, bound.attempt)
            })),
            Answered::Released(answer) => {
                Event::Answered(said(*answer, |release| self.released(&release)))
            }
            Answered::Confirmed(answer) => Event::Answered(said(answer, |confirmed| {
                self.desk.receipt_code = Some(confirmed.receipt_code);
                Answer::Confirmed
            })),
            Answered::Checked(answer) => Event::Answered(said(answer, Answer::Checked)),
            Answered::Printed(outcome) => Event::Printed(printed(&outcome)),
        };
        self.events.push_back(event);
    }

    /// The session counts one answer for each question, also for those of a visit that is over:
    /// without it, the next person's first answer would be taken for the missing one. What the
    /// answer says is nobody's business any more.
    pub(super) fn answered_too_late(&mut self, answer: &Answered) {
        self.events.push_back(match answer {
            Answered::CardRead(_) | Answered::UnknownCard(_) => {
                Event::CardRead(Reading::Failed(CardFault::Removed))
            }
            Answered::PinChecked(_) => Event::PinChecked(Err(CardFault::Removed)),
            Answered::Signed(..) => Event::Signed(Err(CardFault::Removed)),
            Answered::PinSet(..) => Event::PinSet(SetAnswer::Lost(CardFault::Removed)),
            Answered::Opened(_)
            | Answered::Authorised(_)
            | Answered::Bound(_)
            | Answered::Released(_)
            | Answered::Confirmed(_)
            | Answered::Checked(_) => Event::Answered(Answer::Unreachable),
            Answered::Printed(_) => Event::Printed(Printed::Failed),
        });
    }

    fn card_read(&mut self, read: Result<CardOnDesk, ReadFailure>) -> Reading {
        let card = match read {
            Ok(card) => card,
            Err(ReadFailure::WithoutCertificate(met)) => {
                evt::unknown_card(&met.fingerprint);
                return Reading::WithoutCertificate;
            }
            Err(ReadFailure::AnotherKind(met)) => return unknown_card(&met),
            Err(ReadFailure::Fault(fault)) => return Reading::Failed(fault),
        };
        let expired = card.certificate_until() < rome_date(OffsetDateTime::now_utc());
        let (consistent, data_match) = (card.read.is_consistent(), card.read.personal_data_matches);
        let (card, holder) = self.desk.lay(card);
        Reading::Cns(CardFacts {
            card,
            holder,
            expired,
            consistent,
            data_match,
        })
    }

    /// Checks the vault's signature and the header, opens the code and keeps it in its slot.
    fn released(&mut self, release: &SealedRelease) -> Answer {
        match self.open_release(release) {
            Some(Ok(())) => Answer::Released(release.release_no),
            Some(Err(error)) => {
                tracing::error!(error = &error as &dyn std::error::Error, "release refused");
                Answer::ReleaseForged
            }
            None => Answer::ReleaseForged,
        }
    }

    fn open_release(&mut self, release: &SealedRelease) -> Option<Result<(), ProtocolError>> {
        let expected = self.expected_header(release)?;
        let key = self.desk.key.take()?;
        let auth = self.desk.old_auth.as_ref()?;
        let signature = auth.signature.as_ref()?;
        let vault = &self.backend.as_ref()?.trust.vault_keys;
        let opened = key.open(&auth.bytes, &signature.0, &expected, release, vault);
        Some(opened.map(|secret| {
            self.slots.keep_issued(secret);
            self.desk.release = Some((release.release_no, release.proof_nonce));
        }))
    }

    fn expected_header(&self, release: &SealedRelease) -> Option<ReleaseHeader> {
        Some(ReleaseHeader {
            session: self.totem.session()?,
            activation: self.desk.activation()?,
            kiosk: self.backend.as_ref()?.kiosk_id,
            old_card: self.first_card()?.id(),
            new_card: self.new_card()?.id(),
            secret_mode: self.desk.bound?.secret_mode,
            release_no: release.release_no,
            proof_nonce: release.proof_nonce,
            not_after: self.desk.opened.as_ref()?.not_after,
            epk: release.epk,
        })
    }

    pub(super) fn judge_pin(&mut self) {
        // What cannot be judged is not a PIN.
        let judged = self.judgement().unwrap_or(Err(WeakPin::Length));
        self.events.push_back(Event::PinJudged(judged));
    }

    fn judgement(&mut self) -> Option<Result<(), WeakPin>> {
        let pin = self.slots.pin(SecretSlot::NewPin)?;
        let rules = self.desk.authorised.as_ref()?.pin_rules;
        let identity = &self.new_card()?.read.identity;
        let birth_date = identity
            .personal
            .birth_date()
            .map(date_digits)
            .unwrap_or_default();
        Some(rules.check(
            &pin,
            PersonalNumbers {
                birth_date: birth_date.as_bytes(),
                id_carta: identity.id_carta.expose().as_bytes(),
            },
        ))
    }

    pub(super) fn compare_pins(&mut self) {
        let first = self.slots.pin(SecretSlot::NewPin);
        let again = self.slots.pin(SecretSlot::NewPinAgain);
        let same = first
            .zip(again)
            .is_some_and(|(pin, again)| pin.same_as(&again));
        self.events.push_back(Event::PinsCompared(same));
    }
}

/// A card that is not known is not "not valid", whatever it answered, and if it never did.
fn unknown_card(card: &UnknownCard) -> Reading {
    let fault = card
        .broke
        .map(|error| card_fault(CardError::Channel(error)));
    if fault == Some(CardFault::Removed) {
        return Reading::Failed(CardFault::Removed);
    }
    evt::unknown_card(&card.fingerprint);
    Reading::UnknownType
}

/// What the session machine learns of the backend's answer.
fn said<T>(answer: Result<T, ClientError>, good: impl FnOnce(T) -> Answer) -> Answer {
    match answer {
        Ok(answer) => good(answer),
        Err(ClientError::Problem(problem)) => Answer::Problem(problem.code),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "call failed");
            Answer::Unreachable
        }
    }
}

fn printed(outcome: &PrintOutcome) -> Printed {
    match outcome {
        PrintOutcome::Printed | PrintOutcome::PrintedPaperLow => Printed::Done,
        PrintOutcome::NoPaper => Printed::NoPaper,
        PrintOutcome::Failed(_) => Printed::Failed,
    }
}

/// `DDMMYYYY`, as people type dates.
fn date_digits(date: time::Date) -> zeroize::Zeroizing<String> {
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    zeroize::Zeroizing::new(format!("{day:02}{month:02}{year:04}"))
}
