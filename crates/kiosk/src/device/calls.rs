// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Calls to the backend: bodies from the desk, answers back through the inbox.

use std::future::Future;
use std::sync::Arc;

use activation_client::{ActivationClient, Patience};
use activation_protocol::messages::{
    CardCheckRequest, CardPresented, NewCardRequest, OldProofRequest, OpenSession, ReleaseRequest,
    Verb,
};
use activation_protocol::{Bytes, KioskKey, Nonce, SessionId};
use kiosk_session::{Answer, Call, Event};
use ring::rand::SystemRandom;
use uuid::Uuid;

use super::Device;
use super::statements::consent_hash;
use crate::clock::random;
use crate::desk::CardOnDesk;
use crate::input::{Answered, CallNo, Input};

/// The call whose answer is waited for. Calls overtake each other, and the session takes answers in
/// the order of its questions: so only the last call has an answer of its own.
#[derive(Debug, Default)]
pub(super) struct Calls {
    last: CallNo,
    under_way: bool,
}

impl Calls {
    fn begin(&mut self) -> CallNo {
        self.last = CallNo(self.last.0.wrapping_add(1));
        self.under_way = true;
        self.last
    }

    /// Whether there was a call whose answer nobody waits for any more.
    fn leave_behind(&mut self) -> bool {
        std::mem::take(&mut self.under_way)
    }

    /// Whether this is the answer waited for; then none is any more.
    pub(super) fn is_answered_by(&mut self, call: CallNo) -> bool {
        call == self.last && self.leave_behind()
    }
}

impl Device {
    pub(super) fn call(&mut self, call: Call) {
        let session = self.totem.session();
        let made = match call {
            Call::CheckCard => self.check_card(),
            Call::OpenSession => session.and_then(|sid| self.open_session(sid)),
            Call::OldProof { wrong_attempts } => {
                session.and_then(|sid| self.old_proof(sid, wrong_attempts))
            }
            Call::NewCard => session.and_then(|sid| self.bind_new_card(sid)),
            Call::Release(verb) => session.and_then(|sid| self.release(sid, verb)),
            Call::Confirm => session.and_then(|sid| self.confirm(sid)),
        };
        if made.is_none() {
            // Not enrolled, or the papers are not there: the same as no backend.
            self.answer_for_the_call_left_behind();
            self.events.push_back(Event::Answered(Answer::Unreachable));
        }
    }

    fn open_session(&mut self, sid: SessionId) -> Option<()> {
        let key = KioskKey::generate(&SystemRandom::new()).ok()?;
        let public = key.public();
        (self.desk.key, self.desk.key_public) = (Some(key), Some(public));
        let body = OpenSession {
            card: presented(self.first_card()?),
            ek: public,
            consent_hash: Nonce(consent_hash()),
            app: APP.to_owned(),
        };
        self.ask(async move |client, patience| {
            let answer = client.open_session(sid, &body, &patience).await;
            Answered::Opened(Box::new(answer))
        })
    }

    fn old_proof(&mut self, sid: SessionId, wrong_attempts: u8) -> Option<()> {
        let sig = self.desk.old_auth.as_ref()?.signature.clone()?;
        let body = OldProofRequest {
            sig,
            wrong_attempts,
        };
        self.ask(async move |client, patience| {
            Answered::Authorised(client.old_proof(sid, &body, &patience).await)
        })
    }

    fn bind_new_card(&mut self, sid: SessionId) -> Option<()> {
        let card = self.new_card()?;
        let body = NewCardRequest {
            card: presented(card),
            dp_hash: Nonce(card.read.identity.personal.sha256()),
        };
        self.ask(async move |client, patience| {
            Answered::Bound(client.new_card(sid, &body, &patience).await)
        })
    }

    /// One key for all tries of one release, so that a lost answer is given again.
    fn release(&mut self, sid: SessionId, verb: Verb) -> Option<()> {
        let key = Uuid::from_bytes(random());
        let body = ReleaseRequest { verb };
        self.ask(async move |client, patience| {
            let answer = client.release(sid, &body, key, &patience).await;
            Answered::Released(Box::new(answer))
        })
    }

    fn confirm(&mut self, sid: SessionId) -> Option<()> {
        let (activation, body) = self.confirmation(sid)?;
        self.ask(async move |client, patience| {
            Answered::Confirmed(client.confirm(activation, &body, &patience).await)
        })
    }

    /// A check is no session: nothing is opened, and nothing is left behind.
    fn check_card(&mut self) -> Option<()> {
        let card = presented(self.first_card()?);
        let body = CardCheckRequest { card };
        self.ask(async move |client, patience| {
            Answered::Checked(client.check_card(&body, &patience).await)
        })
    }

    /// Before a new call can be answered.
    fn answer_for_the_call_left_behind(&mut self) {
        if self.calls.leave_behind() {
            let answer = Event::Answered(Answer::Unreachable);
            self.events.push_back(answer);
        }
    }

    /// Makes a call on the runtime; `None` when there is no backend to ask.
    fn ask<F, C>(&mut self, call: C) -> Option<()>
    where
        C: FnOnce(Arc<ActivationClient>, Patience) -> F,
        F: Future<Output = Answered> + Send + 'static,
    {
        let backend = self.backend.as_ref()?;
        let answer = call(Arc::clone(&backend.client), backend.patience.clone());
        let (inbox, visit) = (self.inbox.clone(), self.visit);
        self.answer_for_the_call_left_behind();
        let number = self.calls.begin();
        self.runtime.spawn(async move {
            inbox.send(Input::Called(number, visit, answer.await));
        });
        Some(())
    }
}

fn presented(card: &CardOnDesk) -> CardPresented {
    CardPresented {
        cert: Bytes(card.read.certificate.der().to_vec()),
        id_carta: card.read.identity.id_carta,
        profile: card.profile.name.clone(),
    }
}

const APP: &str = concat!("puntosi-kiosk ", env!("CARGO_PKG_VERSION"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_call_has_an_answer_and_only_one() {
        let mut calls = Calls::default();
        let first = calls.begin();
        assert!(calls.leave_behind());
        let second = calls.begin();
        assert!(!calls.is_answered_by(first));
        assert!(calls.is_answered_by(second));
        assert!(!calls.is_answered_by(second));
        assert!(!calls.leave_behind());
    }
}
