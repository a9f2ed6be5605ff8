// SPDX-License-Identifier: EUPL-1.2
//! One citizen with an active old card and a shipped new one, and requests in one line each.
//! Every request is asked twice, and the invariants hold after each.

use activation_protocol::messages::{
    Attempt, ConfirmationStatus, Confirmed, ReportResult, SessionOpened, Verb,
};
use activation_protocol::{
    ActivationId, Bytes, CardId, KioskId, Nonce, ProblemCode, ReceiptCode, ReleaseNo,
    SealedRelease, SessionId,
};
use activation_rules::*;
use time::Duration;
use time::macros::date;

pub(crate) const CITIZEN: Citizen = Citizen([0xC1; 16]);
pub(crate) const OLD: CardId = CardId([0x0D; 32]);
pub(crate) const NEW: CardId = CardId([0x2E; 32]);
pub(crate) const KIOSK: KioskId = KioskId(uuid(0xA1));
pub(crate) const ACTIVATION: ActivationId = ActivationId(uuid(1));

/// 23 November 2026, 10:00 UTC.
pub(crate) const START: Timestamp = Timestamp(1_795_428_000);

pub(crate) type Answer = Result<Reply, ProblemCode>;

const fn uuid(byte: u8) -> uuid::Uuid {
    uuid::Uuid::from_bytes([byte; 16])
}

#[derive(Clone)]
pub(crate) struct World {
    pub(crate) rows: Rows,
    pub(crate) policy: Policy,
    pub(crate) now: Timestamp,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut rows = Rows::empty(CITIZEN);
        rows.cards = vec![old_card(), new_card()];
        Self {
            rows,
            policy: Policy::default(),
            now: START,
        }
    }

    /// With the first card (old) or the second one (new) changed.
    pub(crate) fn with(change: impl FnOnce(&mut CardRow, &mut CardRow)) -> Self {
        let mut world = Self::new();
        let [old, new] = world.rows.cards.as_mut_slice() else {
            unreachable!("two cards");
        };
        change(old, new);
        world
    }

    pub(crate) fn wait(&mut self, time: Duration) {
        self.now = self.now.plus(time);
    }

    /// Asks, applies, checks the invariants, and asks again: nothing may change.
    pub(crate) fn ask(&mut self, command: &Command) -> Answer {
        let decision = decide(&self.rows, command, self.now, &self.policy);
        self.rows.apply(&decision.ops);
        self.check_invariants();
        let again = decide(&self.rows, command, self.now, &self.policy);
        assert_eq!(again.ops, [], "a repeat changes nothing: {command:?}");
        if !matches!(command, Command::Confirm(_) | Command::ReviewCase(_)) {
            assert_eq!(again.answer, decision.answer, "a repeat is answered alike");
        }
        decision.answer
    }

    fn check_invariants(&self) {
        let active = |row: &&CardRow| row.status == CardStatus::Active;
        assert!(self.rows.cards.iter().filter(active).count() <= 1, "I1");
        for row in &self.rows.activations {
            let releases = self.rows.releases_of(row.id);
            assert_eq!(releases.count(), usize::from(row.releases), "I8");
            assert!(row.unresolved <= row.releases, "counted once");
            let new = self.rows.card(row.new_card).map(|card| card.status);
            let confirmed = row.state == ActivationState::Confirmed;
            let stepped_up = matches!(new, Some(CardStatus::Active | CardStatus::Blocked));
            assert!(!confirmed || stepped_up, "I3");
            assert!(new != Some(CardStatus::Active) || confirmed, "I2");
        }
    }

    pub(crate) fn open(&mut self, n: u8) -> Answer {
        self.open_with(n, OLD)
    }

    pub(crate) fn open_with(&mut self, n: u8, card: CardId) -> Answer {
        self.ask(&Command::OpenSession(opening(n, card)))
    }

    pub(crate) fn prove_old(&mut self, n: u8) -> Answer {
        self.ask(&Command::OldProof(old_proof(n)))
    }

    pub(crate) fn show_new(&mut self, n: u8) -> Answer {
        self.ask(&Command::NewCard(shown(n)))
    }

    pub(crate) fn release(&mut self, n: u8) -> Answer {
        self.release_verb(n, Verb::Normal)
    }

    /// Plans, seals as a vault would, and records.
    pub(crate) fn release_verb(&mut self, n: u8, verb: Verb) -> Answer {
        let asked = ReleaseAsked {
            session: session(n),
            kiosk: KIOSK,
            verb,
        };
        let sealed = match release_plan(&self.rows, asked, self.now, &self.policy)? {
            ReleasePlan::Repeat(sealed) => sealed,
            ReleasePlan::Seal(order) => seal(order.release_no),
        };
        self.ask(&Command::Release(Release { asked, sealed }))
    }

    pub(crate) fn abort(&mut self, n: u8, no_write: bool) -> Answer {
        self.ask(&Command::Abort(Abort {
            session: session(n),
            kiosk: KIOSK,
            no_write,
            wrong_pin: false,
        }))
    }

    pub(crate) fn report(&mut self, release: u16, result: ReportResult) -> Answer {
        self.ask(&Command::Report(Report {
            activation: ACTIVATION,
            release: ReleaseNo(release),
            kiosk: KIOSK,
            result,
        }))
    }

    pub(crate) fn confirm(&mut self, n: u8) -> Answer {
        self.ask(&Command::Confirm(confirmation(n)))
    }

    /// Up to a code in the kiosk's memory.
    pub(crate) fn released(n: u8) -> Self {
        let mut world = Self::new();
        world.up_to_release(n);
        world
    }

    pub(crate) fn up_to_release(&mut self, n: u8) {
        self.open(n).expect("the old card is good");
        self.prove_old(n).expect("its holder is eligible");
        self.show_new(n).expect("the new card is the pending one");
        self.release(n).expect("the vault has its code");
    }

    pub(crate) fn activation(&self) -> &ActivationRow {
        self.rows.activations.first().expect("there is one")
    }

    pub(crate) fn session(&self, n: u8) -> &SessionRow {
        self.rows.session(session(n)).expect("it was opened")
    }

    pub(crate) fn status(&self, card: CardId) -> CardStatus {
        self.rows.card(card).expect("it is registered").status
    }
}

pub(crate) fn session(n: u8) -> SessionId {
    SessionId::from_bytes([n; 16])
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
        certificate: Bytes(vec![0x0D]),
    }
}

pub(crate) fn new_card() -> CardRow {
    CardRow {
        card: NEW,
        status: CardStatus::Shipped,
        not_after: date!(2032 - 11 - 30),
        activated_on: None,
        activation_mode: None,
        certificate: Bytes(vec![0x2E]),
        ..old_card()
    }
}

pub(crate) fn opening(n: u8, card: CardId) -> OpenSession {
    OpenSession {
        session: session(n),
        kiosk: KIOSK,
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

pub(crate) fn old_proof(n: u8) -> OldProof {
    OldProof {
        session: session(n),
        kiosk: KIOSK,
        verdict: Signature::Valid,
        signature: Bytes(vec![n; 256]),
        trust: Trust::Good,
        crl_number: Some(7),
        activation: ACTIVATION,
        receipt_code: ReceiptCode::from_random([1, 2, 3, 4, 5]),
    }
}

pub(crate) fn shown(n: u8) -> NewCard {
    NewCard {
        session: session(n),
        kiosk: KIOSK,
        card: NEW,
        issuer: "6090".into(),
        holder: CITIZEN,
        trust: Trust::Good,
    }
}

pub(crate) fn confirmation(n: u8) -> Confirm {
    Confirm {
        activation: ACTIVATION,
        session: session(n),
        kiosk: KIOSK,
        verdict: Signature::Valid,
        signature: Bytes(vec![n; 256]),
        kiosk_time: START.seconds(),
    }
}

pub(crate) fn seal(no: ReleaseNo) -> SealedRelease {
    let mark = u8::try_from(no.0).expect("few releases");
    SealedRelease {
        release_no: no,
        proof_nonce: Nonce([0x90 | mark; 32]),
        alg: "AES-256-GCM".into(),
        epk: Nonce([mark; 32]),
        header: Bytes(vec![mark]),
        ct: Bytes(vec![mark; 48]),
        vault_sig: Bytes(vec![mark; 64]),
        ttl_s: 900,
    }
}

pub(crate) fn opened(answer: Answer) -> SessionOpened {
    match answer {
        Ok(Reply::SessionOpened(opened)) => opened,
        other => panic!("not opened: {other:?}"),
    }
}

pub(crate) fn attempt(answer: Answer) -> Attempt {
    match answer {
        Ok(Reply::Bound(bound)) => bound.attempt,
        other => panic!("not bound: {other:?}"),
    }
}

pub(crate) fn released_no(answer: Answer) -> u16 {
    match answer {
        Ok(Reply::Released(sealed)) => sealed.release_no.0,
        other => panic!("not released: {other:?}"),
    }
}

pub(crate) fn status(answer: Answer) -> ConfirmationStatus {
    match answer {
        Ok(Reply::Confirmed(Confirmed { status, .. })) => status,
        other => panic!("not confirmed: {other:?}"),
    }
}
