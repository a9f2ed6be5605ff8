// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Answers to effects: papers go on the desk, the session machine gets tokens and verdicts.

use activation_client::ClientError;
use activation_protocol::pin::{PersonalNumbers, WeakPin};
use activation_protocol::release::ReleaseHeader;
use activation_protocol::rome::rome_date;
use activation_protocol::{Bytes, ProtocolError, SealedRelease};
use cns_card::ReadCard;
use kiosk_session::{
    Answer, CardFacts, CardFault, Event, Printed, Reading, SecretSlot, SetAnswer, Slot,
};
use receipt_printer::PrintOutcome;
use time::OffsetDateTime;

use super::Device;
use crate::desk::CardOnDesk;
use crate::input::{Answered, ReadFailure};

impl Device {
    pub(super) fn answered(&mut self, answer: Answered) {
        let event = match answer {
            Answered::CardRead(slot, read) => Event::CardRead(self.card_read(slot, *read)),
            Answered::PinChecked(answer) => Event::PinChecked(answer),
            Answered::Signed(signature) => Event::Signed(self.signed(signature)),
            Answered::PinSet(answer) => Event::PinSet(answer),
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
            Answered::Printed(outcome) => Event::Printed(printed(&outcome)),
        };
        self.events.push_back(event);
    }

    /// The session counts one answer for each question, also for those of a visit that is over:
    /// without it, the next person's first answer would be taken for the missing one. What the
    /// answer says is nobody's business any more.
    pub(super) fn answered_too_late(&mut self, answer: &Answered) {
        self.events.push_back(match answer {
            Answered::CardRead(..) => Event::CardRead(Reading::Failed(CardFault::Removed)),
            Answered::PinChecked(_) => Event::PinChecked(Err(CardFault::Removed)),
            Answered::Signed(_) => Event::Signed(Err(CardFault::Removed)),
            Answered::PinSet(_) => Event::PinSet(SetAnswer::Lost(CardFault::Removed)),
            Answered::Opened(_)
            | Answered::Authorised(_)
            | Answered::Bound(_)
            | Answered::Released(_)
            | Answered::Confirmed(_) => Event::Answered(Answer::Unreachable),
            Answered::Printed(_) => Event::Printed(Printed::Failed),
        });
    }

    fn card_read(&mut self, slot: Slot, read: Result<ReadCard, ReadFailure>) -> Reading {
        let read = match read {
            Ok(read) => read,
            Err(ReadFailure::WithoutCertificate) => return Reading::WithoutCertificate,
            Err(ReadFailure::Fault(fault)) => return Reading::Failed(fault),
        };
        let Some(profile) = self.profile_in(slot) else {
            return Reading::Failed(CardFault::Removed);
        };
        let expired =
            rome_date(read.certificate.not_after()) < rome_date(OffsetDateTime::now_utc());
        let (card, holder) = self.desk.lay(CardOnDesk { read, profile });
        Reading::Cns(CardFacts {
            card,
            holder,
            expired,
            consistent: true,
        })
    }

    /// The signature is checked with the card's own certificate before it goes anywhere.
    fn signed(&mut self, signature: Result<Vec<u8>, CardFault>) -> Result<(), CardFault> {
        let signature = signature?;
        let by_new_card = self.desk.new_proof.is_some();
        let card = if by_new_card {
            self.new_card()
        } else {
            self.first_card()
        };
        let statement = match (&self.desk.new_proof, &self.desk.old_auth) {
            (Some(proof), _) => &proof.bytes,
            (None, Some(auth)) => &auth.bytes,
            (None, None) => return Err(CardFault::Garbage),
        };
        card.ok_or(CardFault::Garbage)?
            .read
            .certificate
            .verify(statement, &signature)
            .map_err(|_| CardFault::Garbage)?;
        let signature = Some(Bytes(signature));
        if let Some(proof) = &mut self.desk.new_proof {
            proof.signature = signature;
        } else if let Some(auth) = &mut self.desk.old_auth {
            auth.signature = signature;
        }
        Ok(())
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
