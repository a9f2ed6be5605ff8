// SPDX-License-Identifier: EUPL-1.2
//! A new totem has no certificate yet: it shows a code and a request, and asks until approved.

use activation_client::{ClientError, EnrolmentClient, new_key};
use activation_protocol::messages::{EnrolmentStatus, TrustBundle};
use activation_protocol::{Bytes, KioskId, ProblemCode};
use rcgen::CertificateSigningRequestParams;
use rustls_pki_types::CertificateSigningRequestDer;
use serde::Deserialize;
use uuid::Uuid;

use crate::authority::Authority;
use crate::backend::{Backend, Reaction, answer};
use crate::samples::refuse;

async fn listener(script: impl IntoIterator<Item = Reaction>) -> Backend {
    let authority = Authority::new();
    let tls = authority.server(&["127.0.0.1"], false);
    Backend::serve(authority, tls, script).await
}

fn client(backend: &Backend) -> EnrolmentClient {
    EnrolmentClient::new(&backend.address, &backend.authority.root).expect("a usable root")
}

#[tokio::test]
async fn a_totem_sends_a_request_for_its_own_key_and_waits_for_approval() {
    let id = Uuid::from_bytes([3; 16]);
    let pending = EnrolmentStatus::Pending {
        id,
        fingerprint: "ab12".to_owned(),
    };
    let approved = EnrolmentStatus::Approved {
        kiosk_id: KioskId::from_bytes([4; 16]),
        certificate: Bytes(vec![0x30]),
        trust: TrustBundle {
            tls_root: Bytes(vec![0x30]),
            vault_keys: Vec::new(),
            place: "Farmacia di prova".to_owned(),
            totem: "T-0042".to_owned(),
        },
    };
    let backend = listener([answer(&pending), answer(&approved)]).await;
    let (client, key) = (client(&backend), new_key().unwrap());
    let asked = client.request("7K3M9QTZ", "T-0042", &key).await;
    assert_eq!(asked.unwrap(), pending);
    assert_eq!(client.status(id).await.unwrap(), approved);

    let seen = backend.seen();
    assert_eq!(seen[0].line(), "post /v1/enrolments http/1.1");
    let line = "get /v1/enrolments/03030303-0303-0303-0303-030303030303 http/1.1";
    assert_eq!(seen[1].line(), line);
    assert_eq!(seen[0].body["code"], "7K3M9QTZ");
    // Parsing a request checks its signature by the key it names.
    let csr = Bytes::deserialize(&seen[0].body["csr"]).unwrap();
    let csr = CertificateSigningRequestParams::from_der(&CertificateSigningRequestDer::from(csr.0));
    let names = csr.unwrap().params.distinguished_name;
    assert_eq!(names.iter().count(), 1, "the asset tag is the only name");
}

#[tokio::test]
async fn a_used_code_is_refused_as_such() {
    let backend = listener([refuse(ProblemCode::CodeInvalid)]).await;
    let key = new_key().unwrap();
    let asked = client(&backend).request("7K3M9QTZ", "T-0042", &key).await;
    let Err(ClientError::Problem(problem)) = asked else {
        panic!("no refusal: {asked:?}");
    };
    assert_eq!(problem.code, ProblemCode::CodeInvalid);
}

#[tokio::test]
async fn a_code_is_not_shown_to_a_stranger() {
    let backend = listener([]).await;
    let client = EnrolmentClient::new(&backend.address, &Authority::new().root).unwrap();
    let error = client.status(Uuid::nil()).await.unwrap_err();
    assert!(matches!(error, ClientError::Handshake(_)), "{error:?}");
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_key_that_is_none_is_named_before_anything_is_sent() {
    let backend = listener([]).await;
    let asked = client(&backend).request("code", "T-0042", b"no key").await;
    assert!(matches!(asked, Err(ClientError::Request(_))), "{asked:?}");
}

#[test]
fn an_address_without_a_port_is_named() {
    let root = Authority::new().root;
    for address in ["totem.example", "totem.example:https", ":8443", ""] {
        let error = EnrolmentClient::new(address, &root).err();
        assert!(matches!(error, Some(ClientError::Address)), "{address}");
    }
    assert!(EnrolmentClient::new("[::1]:8444", &root).is_ok());
}
