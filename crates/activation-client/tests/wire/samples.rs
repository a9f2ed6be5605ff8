// SPDX-License-Identifier: EUPL-1.2
//! Ids, requests and answers of an imaginary visit.

use activation_protocol::messages::{
    CardPresented, ConfirmationStatus, Confirmed, NotReady, OpenSession, Readiness,
};
use activation_protocol::{
    ActivationId, Bytes, IdCarta, Nonce, Problem, ProblemCode, ReceiptCode, SessionId,
};

use crate::backend::Reaction;

pub(crate) fn session() -> SessionId {
    SessionId::from_bytes([1; 16])
}

pub(crate) fn activation() -> ActivationId {
    ActivationId::from_bytes([2; 16])
}

pub(crate) fn card() -> CardPresented {
    CardPresented {
        cert: Bytes(vec![0x30, 0x00]),
        id_carta: IdCarta::parse("6090000000001006").expect("a good number"),
        profile: "st11".to_owned(),
    }
}

pub(crate) fn open_session() -> OpenSession {
    OpenSession {
        card: card(),
        ek: Nonce([3; 32]),
        consent_hash: Nonce([4; 32]),
        app: "test 1.0".to_owned(),
    }
}

pub(crate) fn ready() -> Readiness {
    Readiness {
        ok: true,
        reasons: Vec::new(),
        server_time: 1_795_000_000,
        card_profiles: None,
    }
}

pub(crate) fn not_ready() -> Readiness {
    Readiness {
        ok: false,
        reasons: vec![NotReady::Vault],
        ..ready()
    }
}

pub(crate) fn confirmed() -> Confirmed {
    Confirmed {
        status: ConfirmationStatus::Confirmed,
        receipt_code: ReceiptCode::from_random([5; 5]),
    }
}

pub(crate) fn refuse(code: ProblemCode) -> Reaction {
    let body = serde_json::to_string(&Problem::from(code)).expect("plain data");
    Reaction::Answer(code.status(), body)
}
