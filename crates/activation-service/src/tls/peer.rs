// SPDX-License-Identifier: EUPL-1.2
//! Who is at the other end of a connection.

use std::net::IpAddr;

use activation_protocol::{Hash, KioskId};
use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use ring::digest::{SHA256, digest};
use rustls_pki_types::CertificateDer;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::TlsListener;
use super::crowd::Party;

/// The other end, as the handshake showed it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    pub(crate) ip: IpAddr,
    /// The kiosk its certificate names, which was verified against the kiosks' authority.
    pub(crate) kiosk: Option<PeerKiosk>,
}

impl Peer {
    /// Whose connections count together with this one.
    pub(super) fn party(&self) -> Party {
        self.kiosk
            .map_or(Party::Stranger(self.ip), |kiosk| Party::Kiosk(kiosk.id))
    }
}

/// A kiosk by its certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerKiosk {
    pub(crate) id: KioskId,
    /// SHA-256 of the certificate.
    pub(crate) fingerprint: Hash,
}

impl PeerKiosk {
    /// The kiosk a certificate is for: its subject alternative name `urn:puntosi:kiosk:<uuid>`.
    pub(crate) fn of(certificate: &CertificateDer<'_>) -> Option<Self> {
        let (_, parsed) = X509Certificate::from_der(certificate).ok()?;
        let names = parsed.subject_alternative_name().ok()??;
        let id = names.value.general_names.iter().find_map(|name| {
            if let GeneralName::URI(uri) = name {
                uri.strip_prefix(URN)?.parse().ok()
            } else {
                None
            }
        })?;
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(digest(&SHA256, certificate).as_ref());
        Some(Self { id, fingerprint })
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        *stream.remote_addr()
    }
}

/// What a kiosk's certificate calls it.
pub(crate) const URN: &str = "urn:puntosi:kiosk:";
