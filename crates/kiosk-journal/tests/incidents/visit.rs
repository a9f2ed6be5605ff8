// SPDX-License-Identifier: EUPL-1.2
//! Entries of imaginary visits.

use activation_protocol::messages::ConfirmationRequest;
use activation_protocol::{ActivationId, Bytes, SessionId};
use kiosk_journal::{Delivery, Entry};
use kiosk_session::Record;

pub(crate) fn session(number: u8) -> SessionId {
    SessionId::from_bytes([number; 16])
}

pub(crate) fn record(number: u8, record: Record) -> Entry {
    Entry::Record {
        session: session(number),
        record,
        release: None,
    }
}

pub(crate) fn confirm(number: u8) -> Delivery {
    Delivery::Confirm {
        activation: ActivationId::from_bytes([9; 16]),
        body: ConfirmationRequest {
            sid: session(number),
            sig: Bytes(vec![number; 256]),
            kiosk_time: 4,
        },
    }
}

pub(crate) fn enqueue(number: u8, not_before_ms: u64) -> Entry {
    Entry::Enqueue {
        session: session(number),
        delivery: confirm(number),
        not_before_ms,
    }
}

/// R3 as a step writes it: the record and the proof, together.
pub(crate) fn proof(number: u8) -> [Entry; 2] {
    [record(number, Record::Proof), enqueue(number, 0)]
}
