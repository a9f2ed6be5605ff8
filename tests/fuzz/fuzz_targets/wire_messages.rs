// SPDX-License-Identifier: EUPL-1.2
//! Each body of the service: what is understood is written and understood again.
#![no_main]

use activation_protocol::messages;
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

fuzz_target!(|data: &[u8]| {
    let Some((&which, body)) = data.split_first() else {
        return;
    };
    let round_trip = ROUND_TRIPS[usize::from(which) % ROUND_TRIPS.len()];
    round_trip(body);
});

/// In an order that seeds rely on: add at the end.
const ROUND_TRIPS: [fn(&[u8]); 13] = [
    round_trip::<messages::OpenSession>,
    round_trip::<messages::SessionOpened>,
    round_trip::<messages::OldProofRequest>,
    round_trip::<messages::Authorised>,
    round_trip::<messages::NewCardRequest>,
    round_trip::<messages::Bound>,
    round_trip::<messages::ReleaseRequest>,
    round_trip::<messages::ReleaseReport>,
    round_trip::<messages::AbortRequest>,
    round_trip::<messages::ConfirmationRequest>,
    round_trip::<messages::Confirmed>,
    round_trip::<messages::Readiness>,
    round_trip::<messages::CardCheckRequest>,
];

fn round_trip<T: Serialize + DeserializeOwned>(body: &[u8]) {
    let Ok(message) = serde_json::from_slice::<T>(body) else {
        return;
    };
    let written = serde_json::to_value(&message).expect("what was read can be written");
    let again: T = serde_json::from_value(written.clone()).expect("what we write we read");
    let rewritten = serde_json::to_value(&again).expect("and write again");
    assert_eq!(written, rewritten);
}
