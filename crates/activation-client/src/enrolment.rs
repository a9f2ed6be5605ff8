// SPDX-License-Identifier: EUPL-1.2
//! How a new totem gets its identity: a one-time code, a key of its own, an operator's approval.

use activation_protocol::Bytes;
use activation_protocol::messages::{EnrolmentRequest, EnrolmentStatus, paths};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls_pki_types::PrivatePkcs8KeyDer;
use uuid::Uuid;

use crate::client::{Call, LONGEST_ANSWER, understood};
use crate::connection::Connection;
use crate::identity::tls_config;
use crate::{ClientError, Patience};

/// The enrolment listener of a backend.
pub struct EnrolmentClient {
    connection: Connection,
}

impl EnrolmentClient {
    /// For the listener at `address` (`host:port`) under the trusted `root` (DER).
    ///
    /// # Errors
    /// [`ClientError::Address`] or [`ClientError::Identity`].
    pub fn new(address: &str, root: &[u8]) -> Result<Self, ClientError> {
        Ok(Self {
            connection: Connection::new(address, tls_config(root, None)?)?,
        })
    }

    /// Asks with the one-time code for a certificate for `key` (PKCS#8).
    ///
    /// # Errors
    /// [`ClientError`]; `code-invalid` when the code is unknown, used or too old.
    pub async fn request(
        &self,
        code: &str,
        asset_tag: &str,
        key: &[u8],
    ) -> Result<EnrolmentStatus, ClientError> {
        let body = EnrolmentRequest {
            code: code.to_owned(),
            csr: Bytes(certificate_request(key, asset_tag)?),
            asset_tag: asset_tag.to_owned(),
        };
        self.ask(&Call::post(paths::ENROLMENTS.to_owned(), &body))
            .await
    }

    /// Asks whether an operator has approved.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn status(&self, id: Uuid) -> Result<EnrolmentStatus, ClientError> {
        self.ask(&Call::get(paths::enrolment(id))).await
    }

    async fn ask(&self, call: &Call) -> Result<EnrolmentStatus, ClientError> {
        let request = call.request(self.connection.authority());
        let limit = Patience::citizen().limit;
        understood(&self.connection.send(request, LONGEST_ANSWER, limit).await?)
    }
}

/// PKCS#10 with the asset tag as common name; the backend puts its own names into the certificate.
fn certificate_request(key: &[u8], asset_tag: &str) -> Result<Vec<u8>, ClientError> {
    let document = PrivatePkcs8KeyDer::from(key.to_vec());
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&document, &PKCS_ECDSA_P256_SHA256)
        .map_err(ClientError::Request)?;
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, asset_tag);
    let request = params
        .serialize_request(&key)
        .map_err(ClientError::Request)?;
    Ok(request.der().to_vec())
}
