// SPDX-License-Identifier: EUPL-1.2
//! A code, a key, a comparison of fingerprints, a certificate.

use activation_protocol::Bytes;
use activation_protocol::messages::{EnrolmentStatus, paths};

use crate::backend::{Backend, KioskRequest, succeed};

fn invite(backend: &Backend, asset_tag: &str) -> String {
    let output = backend.command(&["kiosk", "add", "--asset-tag", asset_tag, "--place", "Pisa"]);
    succeed(&output);
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn a_kiosk_waits_until_an_operator_compared_the_fingerprint() {
    let backend = Backend::start();
    let request = KioskRequest::new(&invite(&backend, "TT-0001"), "TT-0001");
    let stranger = backend.stranger();
    let pending: EnrolmentStatus = stranger.post(paths::ENROLMENTS, &request.body).await.json();
    let EnrolmentStatus::Pending { id, fingerprint } = pending.clone() else {
        panic!("{pending:?}");
    };
    let again: EnrolmentStatus = stranger.post(paths::ENROLMENTS, &request.body).await.json();
    assert_eq!(again, pending);
    let asked: EnrolmentStatus = stranger.get(&paths::enrolment(id)).await.json();
    assert_eq!(asked, pending);

    succeed(&backend.command(&["kiosk", "approve", "--fingerprint", &fingerprint[..16]]));
    let approved: EnrolmentStatus = stranger.get(&paths::enrolment(id)).await.json();
    let EnrolmentStatus::Approved {
        certificate, trust, ..
    } = approved
    else {
        panic!("{approved:?}");
    };
    assert_eq!(
        (trust.place.as_str(), trust.totem.as_str()),
        ("Pisa", "TT-0001")
    );
    assert_eq!(trust.tls_root.0, backend.root().to_vec());
    let client = backend.client(&certificate, request.key);
    assert_eq!(client.get(paths::READINESS).await.status, 200);

    let again = backend.command(&["kiosk", "approve", "--fingerprint", &fingerprint]);
    assert_eq!(again.status.code(), Some(1), "{again:?}");
    assert_eq!(client.get(paths::READINESS).await.status, 200);
}

#[tokio::test]
async fn a_code_is_good_for_one_key_and_one_plate() {
    let backend = Backend::start();
    let code = invite(&backend, "TT-0001");
    let stranger = backend.stranger();
    let wrong_plate = KioskRequest::new(&code, "TT-0002");
    let wrong_code = KioskRequest::new("00000-00000-00000-00000", "TT-0001");
    for request in [wrong_plate, wrong_code] {
        let answer = stranger.post(paths::ENROLMENTS, &request.body).await;
        assert_eq!(answer.problem(), "code-invalid");
    }
    let first = KioskRequest::new(&code.to_lowercase(), "TT-0001");
    let answer = stranger.post(paths::ENROLMENTS, &first.body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let second = KioskRequest::new(&code, "TT-0001");
    let answer = stranger.post(paths::ENROLMENTS, &second.body).await;
    assert_eq!(answer.problem(), "code-invalid");
}

#[tokio::test]
async fn a_request_that_is_no_request_is_malformed() {
    let backend = Backend::start();
    let mut request = KioskRequest::new(&invite(&backend, "TT-0001"), "TT-0001");
    let last = request.body.csr.0.len() - 1;
    request.body.csr.0[last] ^= 1;
    let stranger = backend.stranger();
    let answer = stranger.post(paths::ENROLMENTS, &request.body).await;
    assert_eq!(answer.problem(), "malformed");
    request.body.csr = Bytes(vec![0; 5000]);
    let answer = stranger.post(paths::ENROLMENTS, &request.body).await;
    assert_eq!(answer.problem(), "malformed");
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let backend = Backend::start();
    let request = KioskRequest::new("00000-00000-00000-00000", "TT-0001");
    let stranger = backend.stranger();
    for _ in 0..40 {
        let answer = stranger.post(paths::ENROLMENTS, &request.body).await;
        if answer.status == 429 {
            return;
        }
    }
    panic!("forty guesses in a row were answered");
}
