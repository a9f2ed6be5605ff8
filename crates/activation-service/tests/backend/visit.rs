// SPDX-License-Identifier: EUPL-1.2
//! One citizen's visit as a kiosk leads it. Each step sends one request; what it learnt stays.

use activation_protocol::messages::{
    AbortReason, AbortRequest, Authorised, Bound, ConfirmationRequest, Flow, NewCardRequest,
    OldProofRequest, OpenSession, ReleaseRequest, SessionOpened, Verb, paths,
};
use activation_protocol::release::{ReleaseHeader, ReleasedSecret};
use activation_protocol::statement::{NewProof, OldAuth, Operation};
use activation_protocol::{
    ActivationId, KioskKey, Nonce, ReleaseNo, SealedRelease, SecretMode, SessionId,
};
use hyper::Method;
use ring::rand::{SecureRandom, SystemRandom};

use crate::backend::Kiosk;
use crate::cards::Card;
use crate::https::Answer;

/// A visit at a kiosk.
pub(crate) struct Visit<'k> {
    pub(crate) kiosk: &'k Kiosk,
    pub(crate) sid: SessionId,
    key: Option<KioskKey>,
    ek: Nonce,
    opened: Option<SessionOpened>,
    pub(crate) activation: Option<ActivationId>,
    statement: Vec<u8>,
    signature: Vec<u8>,
    sealed: Option<SealedRelease>,
}

impl<'k> Visit<'k> {
    pub(crate) fn at(kiosk: &'k Kiosk) -> Self {
        let random = SystemRandom::new();
        let mut sid = [0; 16];
        random.fill(&mut sid).unwrap();
        let key = KioskKey::generate(&random).unwrap();
        Self {
            kiosk,
            sid: SessionId::from_bytes(sid),
            ek: key.public(),
            key: Some(key),
            opened: None,
            activation: None,
            statement: Vec::new(),
            signature: Vec::new(),
            sealed: None,
        }
    }

    /// The visit up to a released code.
    pub(crate) async fn released(kiosk: &'k Kiosk, old: &Card, new: &Card) -> Self {
        let mut visit = Self::bound(kiosk, old, new).await;
        let answer = visit.release().await;
        assert_eq!(answer.status, 200, "{answer:?}");
        visit
    }

    /// The visit up to the new card.
    pub(crate) async fn bound(kiosk: &'k Kiosk, old: &Card, new: &Card) -> Self {
        let mut visit = Self::at(kiosk);
        visit.open(old).await;
        let answer = visit.old_proof(old).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let answer = visit.new_card(new).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json::<Bound>().secret_mode, SecretMode::TransportPin);
        visit
    }

    pub(crate) async fn open(&mut self, card: &Card) -> Answer {
        let answer = self
            .kiosk
            .client
            .put(&paths::session(self.sid), &self.opening(card))
            .await;
        if answer.status == 200 {
            let opened: SessionOpened = answer.json();
            self.activation = opened.activation_id;
            self.opened = Some(opened);
        }
        answer
    }

    pub(crate) fn opening(&self, card: &Card) -> OpenSession {
        OpenSession {
            card: card.presented(),
            ek: self.ek,
            consent_hash: Nonce(CONSENT),
            app: "test".to_owned(),
        }
    }

    /// T1, signed by the old card.
    pub(crate) async fn old_proof(&mut self, old: &Card) -> Answer {
        self.statement = self.old_auth(old).encode();
        self.signature = old.sign(&self.statement).0;
        let request = OldProofRequest {
            sig: activation_protocol::Bytes(self.signature.clone()),
            wrong_attempts: 0,
        };
        let path = paths::old_proof(self.sid);
        let answer = self.kiosk.client.put(&path, &request).await;
        if answer.status == 200 {
            self.activation = Some(answer.json::<Authorised>().activation_id);
        }
        answer
    }

    pub(crate) fn old_auth(&self, old: &Card) -> OldAuth {
        let opened = self.opened.as_ref().expect("the session is open");
        assert_eq!(opened.flow, Flow::OldAuth);
        OldAuth {
            session: self.sid,
            kiosk: self.kiosk.id,
            nonce: opened.nonce,
            not_after: opened.not_after,
            old_card: old.id(),
            operation: Operation::Transfer,
            kiosk_key: self.ek,
            consent: CONSENT,
        }
    }

    pub(crate) async fn new_card(&self, new: &Card) -> Answer {
        let request = NewCardRequest {
            card: new.presented(),
            dp_hash: Nonce([0; 32]),
        };
        let path = paths::new_card(self.sid);
        self.kiosk.client.put(&path, &request).await
    }

    pub(crate) async fn release(&mut self) -> Answer {
        let answer = self.release_with(Verb::Normal, None).await;
        if answer.status == 200 {
            self.sealed = Some(answer.json());
        }
        answer
    }

    pub(crate) async fn release_with(&self, verb: Verb, key: Option<&str>) -> Answer {
        let body = serde_json::to_vec(&ReleaseRequest { verb }).unwrap();
        let path = paths::release(self.sid);
        let sent = self.kiosk.client.send(Method::POST, &path, body, key);
        sent.await.unwrap()
    }

    /// Checks the vault's signature and opens the release.
    pub(crate) fn opened_secret(&mut self, old: &Card, new: &Card) -> ReleasedSecret {
        let sealed = self.sealed.as_ref().expect("a code was released");
        let header = ReleaseHeader {
            session: self.sid,
            activation: self.activation.expect("authorised"),
            kiosk: self.kiosk.id,
            old_card: old.id(),
            new_card: new.id(),
            secret_mode: SecretMode::TransportPin,
            release_no: sealed.release_no,
            proof_nonce: sealed.proof_nonce,
            not_after: self.opened.as_ref().expect("the session is open").not_after,
            epk: sealed.epk,
        };
        let key = self.key.take().expect("a key opens one release");
        let (vault, signature) = (&self.kiosk.trust.vault_keys, &self.signature);
        key.open(&self.statement, signature, &header, sealed, vault)
            .unwrap()
    }

    pub(crate) fn release_no(&self) -> ReleaseNo {
        self.sealed
            .as_ref()
            .expect("a code was released")
            .release_no
    }

    /// T2, signed by the new card.
    pub(crate) async fn confirm(&self, old: &Card, new: &Card) -> Answer {
        self.confirm_by(new, &self.new_proof(Some(old), new)).await
    }

    pub(crate) async fn confirm_by(&self, signer: &Card, proof: &NewProof) -> Answer {
        let request = ConfirmationRequest {
            sid: self.sid,
            sig: signer.sign(&proof.encode()),
            kiosk_time: proof.kiosk_time,
        };
        let path = paths::confirmation(self.activation.expect("authorised"));
        self.kiosk.client.put(&path, &request).await
    }

    pub(crate) fn new_proof(&self, old: Option<&Card>, new: &Card) -> NewProof {
        let opened = self.opened.as_ref().expect("the session is open");
        let (proof_nonce, secret_mode, release_no) = match &self.sealed {
            Some(sealed) => (
                sealed.proof_nonce,
                SecretMode::TransportPin,
                sealed.release_no,
            ),
            None => (
                opened.proof_nonce.expect("a session to confirm"),
                opened.secret_mode.expect("a session to confirm"),
                opened.release_no.expect("a session to confirm"),
            ),
        };
        NewProof {
            session: self.sid,
            kiosk: self.kiosk.id,
            proof_nonce,
            activation: self.activation.expect("authorised"),
            old_card: old.map(Card::id),
            new_card: new.id(),
            secret_mode,
            release_no,
            consent: CONSENT,
            kiosk_time: 1_795_000_000,
        }
    }

    pub(crate) async fn abort(&self, no_write: bool) -> Answer {
        let reason = AbortReason::Other;
        self.abort_for(AbortRequest { no_write, reason }).await
    }

    pub(crate) async fn abort_for(&self, request: AbortRequest) -> Answer {
        let path = paths::abort(self.sid);
        self.kiosk.client.post(&path, &request).await
    }
}

const CONSENT: [u8; 32] = [9; 32];
