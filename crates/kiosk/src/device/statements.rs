// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What cards sign: the statements are laid on the desk unsigned, and what comes back is verified.

use activation_protocol::Bytes;
use activation_protocol::statement::{CardCheckProof, NewProof, OldAuth, Operation};
use kiosk_session::{CardFault, Statement};

use super::Device;
use crate::clock::{Clock, random};
use crate::desk::{CardOnDesk, Signed};

impl Device {
    /// Lays a statement on the desk, unsigned, and gives its bytes.
    pub(super) fn statement(&mut self, statement: Statement) -> Option<Vec<u8>> {
        match statement {
            Statement::OldAuth => self.old_auth(),
            Statement::NewProof => self.new_proof(),
            Statement::CardCheck => self.card_check_proof(),
        }
    }

    /// The card that signs it.
    pub(super) fn signer(&self, statement: Statement) -> Option<&CardOnDesk> {
        match statement {
            Statement::OldAuth | Statement::CardCheck => self.first_card(),
            Statement::NewProof => self.new_card(),
        }
    }

    /// The signature is checked with the card's own certificate before it goes anywhere.
    pub(super) fn signed(
        &mut self,
        statement: Statement,
        signature: Result<Vec<u8>, CardFault>,
    ) -> Result<(), CardFault> {
        let signature = signature?;
        let bytes = match statement {
            Statement::OldAuth => self.desk.old_auth.as_ref().map(|it| &it.bytes),
            Statement::NewProof => self.desk.new_proof.as_ref().map(|it| &it.bytes),
            Statement::CardCheck => self.desk.card_check.as_ref(),
        };
        let signer = self.signer(statement);
        let (bytes, signer) = bytes.zip(signer).ok_or(CardFault::Garbage)?;
        signer
            .read
            .certificate
            .verify(bytes, &signature)
            .map_err(|_| CardFault::Garbage)?;
        let signature = Some(Bytes(signature));
        match (statement, &mut self.desk.old_auth, &mut self.desk.new_proof) {
            (Statement::OldAuth, Some(auth), _) => auth.signature = signature,
            (Statement::NewProof, _, Some(proof)) => proof.signature = signature,
            // That the card could sign is all the check was about.
            (Statement::CardCheck | Statement::OldAuth | Statement::NewProof, ..) => {}
        }
        Ok(())
    }

    /// T1.
    fn old_auth(&mut self) -> Option<Vec<u8>> {
        let opened = self.desk.opened.as_ref()?;
        let statement = OldAuth {
            session: self.totem.session()?,
            kiosk: self.backend.as_ref()?.kiosk_id,
            nonce: opened.nonce,
            not_after: opened.not_after,
            old_card: self.first_card()?.id(),
            operation: Operation::Transfer,
            kiosk_key: self.desk.key_public?,
            consent: consent_hash(),
        };
        let bytes = statement.encode();
        self.desk.old_auth = Some(Signed::unsigned(statement, bytes.clone()));
        Some(bytes)
    }

    /// T2.
    fn new_proof(&mut self) -> Option<Vec<u8>> {
        let desk = &self.desk;
        let opened = desk.opened.as_ref()?;
        let resumed = opened.release_no.zip(opened.proof_nonce);
        let (release_no, proof_nonce) = desk.release.or(resumed)?;
        let mode = desk
            .bound
            .map(|bound| bound.secret_mode)
            .or(opened.secret_mode);
        let old_card = (!desk.resumes_with_new_card())
            .then(|| self.first_card())
            .flatten();
        let statement = NewProof {
            session: self.totem.session()?,
            kiosk: self.backend.as_ref()?.kiosk_id,
            proof_nonce,
            activation: desk.activation()?,
            old_card: old_card.map(CardOnDesk::id),
            new_card: self.new_card()?.id(),
            secret_mode: mode?,
            release_no,
            consent: consent_hash(),
            kiosk_time: Clock::wall_s(),
        };
        let bytes = statement.encode();
        self.desk.new_proof = Some(Signed::unsigned(statement, bytes.clone()));
        Some(bytes)
    }

    /// The proof of a check: fresh every time, and of no use to anybody else.
    fn card_check_proof(&mut self) -> Option<Vec<u8>> {
        let statement = CardCheckProof {
            kiosk: self.backend.as_ref()?.kiosk_id,
            card: self.first_card()?.id(),
            nonce: random(),
            at: Clock::wall_s(),
        };
        let bytes = statement.encode();
        self.desk.card_check = Some(bytes.clone());
        Some(bytes)
    }
}

/// SHA-256 of the consent text, as T1 and T2 name it.
pub(super) fn consent_hash() -> [u8; 32] {
    let mut hash = [0; 32];
    let digest = ring::digest::digest(&ring::digest::SHA256, phrases::canonical_consent());
    hash.copy_from_slice(digest.as_ref());
    hash
}
