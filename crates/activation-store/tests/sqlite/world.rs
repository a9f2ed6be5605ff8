// SPDX-License-Identifier: EUPL-1.2
//! A database file in a folder of its own, one citizen with two cards, and requests in one line.

use std::sync::Arc;

use activation_protocol::messages::Verb;
use activation_protocol::{
    ActivationId, Bytes, CardId, KioskId, Nonce, ProblemCode, ReceiptCode, SealedRelease, SessionId,
};
use activation_rules::{
    ActivationMode, BirthDate, CardRow, CardStatus, Citizen, Command, Confirm, NewCard, OldProof,
    OpenSession, Policy, Release, ReleaseAsked, ReleasePlan, Reply, Rows, Signature, Timestamp,
    Trust, decide, release_plan,
};
use activation_store::{Address, ImportedCard, Seal, SealError, Store};
use tempfile::TempDir;
use time::macros::date;

pub(crate) const CITIZEN: Citizen = Citizen([0xC1; 16]);
pub(crate) const OLD: CardId = CardId([0x0D; 32]);
pub(crate) const NEW: CardId = CardId([0x2E; 32]);
pub(crate) const START: Timestamp = Timestamp(1_795_428_000);
pub(crate) const BIRTH_DATE: &str = "1980-01-01";
pub(crate) const CERTIFICATE: &[u8] = b"DER of ROSSI MARIO";

pub(crate) type Answer = Result<Reply, ProblemCode>;

pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
}

impl World {
    /// With both cards imported.
    pub(crate) async fn new() -> Self {
        let world = Self::empty().await;
        let cards = [imported(old_card()), imported(new_card())];
        world.store.import(&cards).await.expect("imported");
        world
    }

    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder).await;
        Self { folder, store }
    }

    pub(crate) async fn ask(&self, address: Address, command: &Command, now: Timestamp) -> Answer {
        self.store
            .transact(address, |rows| {
                decide(rows, command, now, &Policy::default())
            })
            .await
            .expect("the database works")
    }

    pub(crate) async fn open(&self, n: u8) -> Answer {
        let command = Command::OpenSession(opening(n, OLD));
        let address = Address::Opening {
            citizen: CITIZEN,
            session: session(n),
        };
        self.ask(address, &command, START).await
    }

    pub(crate) async fn prove_old(&self, n: u8) -> Answer {
        let command = Command::OldProof(old_proof(n));
        self.ask(Address::Session(session(n)), &command, START)
            .await
    }

    pub(crate) async fn show_new(&self, n: u8) -> Answer {
        let command = Command::NewCard(NewCard {
            session: session(n),
            kiosk: kiosk(),
            card: NEW,
            issuer: "6090".into(),
            holder: CITIZEN,
            trust: Trust::Good,
        });
        self.ask(Address::Session(session(n)), &command, START)
            .await
    }

    pub(crate) async fn release(&self, n: u8) -> Answer {
        let address = Address::Session(session(n));
        let asked = ReleaseAsked {
            session: session(n),
            kiosk: kiosk(),
            verb: Verb::Normal,
        };
        let rows = self.rows(address).await;
        let sealed = match release_plan(&rows, asked, START, &Policy::default())? {
            ReleasePlan::Repeat(sealed) => sealed,
            ReleasePlan::Seal(order) => seal(order.release_no.0),
        };
        let command = Command::Release(Release { asked, sealed });
        self.ask(address, &command, START).await
    }

    pub(crate) async fn confirm(&self, n: u8) -> Answer {
        let command = Command::Confirm(confirmation(n));
        self.ask(Address::Session(session(n)), &command, START)
            .await
    }

    pub(crate) async fn up_to_release(&self, n: u8) {
        self.open(n).await.expect("opens");
        self.prove_old(n).await.expect("is eligible");
        self.show_new(n).await.expect("is the pending one");
        self.release(n).await.expect("has a code");
    }

    pub(crate) async fn rows(&self, address: Address) -> Rows {
        self.store
            .read(address)
            .await
            .expect("the database works")
            .expect("somebody is there")
    }

    pub(crate) fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("registry.db")
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.path().display())
    }
}

pub(crate) async fn open(folder: &TempDir) -> Store {
    let path = folder.path().join("registry.db");
    Store::connect(&format!("sqlite://{}", path.display()), Arc::new(TestSeal))
        .await
        .expect("opens")
}

pub(crate) fn status(rows: &Rows, card: CardId) -> CardStatus {
    rows.card(card).expect("registered").status
}

pub(crate) fn session(n: u8) -> SessionId {
    SessionId::from_bytes([n; 16])
}

pub(crate) fn kiosk() -> KioskId {
    KioskId::from_bytes([0xA1; 16])
}

pub(crate) fn activation() -> ActivationId {
    ActivationId::from_bytes([1; 16])
}

pub(crate) fn receipt_code() -> ReceiptCode {
    ReceiptCode::from_random([1, 2, 3, 4, 5])
}

pub(crate) fn imported(row: CardRow) -> ImportedCard {
    ImportedCard {
        citizen: CITIZEN,
        row,
    }
}

pub(crate) fn old_card() -> CardRow {
    CardRow {
        card: OLD,
        issuer: "6090".into(),
        id_carta_last4: Some("1006".into()),
        status: CardStatus::Active,
        not_after: date!(2026 - 12 - 31),
        activated_on: Some(date!(2021 - 03 - 01)),
        activation_mode: Some(ActivationMode::Diretta),
        birth_date: BirthDate(date!(1980 - 01 - 01)),
        has_chip: true,
        assistance: true,
        certificate: Bytes(CERTIFICATE.to_vec()),
    }
}

pub(crate) fn new_card() -> CardRow {
    CardRow {
        card: NEW,
        id_carta_last4: None,
        status: CardStatus::Shipped,
        not_after: date!(2032 - 11 - 30),
        activated_on: None,
        activation_mode: None,
        ..old_card()
    }
}

pub(crate) fn opening(n: u8, card: CardId) -> OpenSession {
    OpenSession {
        session: session(n),
        kiosk: kiosk(),
        card,
        issuer: "6090".into(),
        trust: Trust::Good,
        kiosk_key: Nonce([0xE0; 32]),
        consent: [0xC0; 32],
        request: [n; 32],
        nonce: Nonce([n; 32]),
        proof_nonce: Nonce([n ^ 0x80; 32]),
    }
}

fn old_proof(n: u8) -> OldProof {
    OldProof {
        session: session(n),
        kiosk: kiosk(),
        verdict: Signature::Valid,
        signature: Bytes(vec![n; 256]),
        trust: Trust::Good,
        crl_number: Some(7),
        activation: activation(),
        receipt_code: receipt_code(),
    }
}

fn confirmation(n: u8) -> Confirm {
    Confirm {
        activation: activation(),
        session: session(n),
        kiosk: kiosk(),
        verdict: Signature::Valid,
        signature: Bytes(vec![n; 256]),
        kiosk_time: START.seconds(),
    }
}

fn seal(no: u16) -> SealedRelease {
    let mark = u8::try_from(no).expect("few releases");
    SealedRelease {
        release_no: activation_protocol::ReleaseNo(no),
        proof_nonce: Nonce([mark; 32]),
        alg: "AES-256-GCM".into(),
        epk: Nonce([mark; 32]),
        header: Bytes(vec![mark]),
        ct: Bytes(vec![mark; 48]),
        vault_sig: Bytes(vec![mark; 64]),
        ttl_s: 900,
    }
}

/// Context ‖ 0 ‖ the bytes inverted: readable by nobody who greps, bound to its context.
struct TestSeal;

impl Seal for TestSeal {
    fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let inverted = plain.iter().map(|byte| !byte);
        Ok(context.iter().copied().chain(inverted).collect())
    }

    fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let inverted = sealed.strip_prefix(context).ok_or(SealError)?;
        Ok(inverted.iter().map(|byte| !byte).collect())
    }
}
