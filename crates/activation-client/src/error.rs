// SPDX-License-Identifier: EUPL-1.2
//! What can go wrong between a totem and the backend.

use activation_protocol::Problem;

/// Why a call has no good answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is not `host:port`.
    #[error("backend address: not host:port")]
    Address,
    /// A key or certificate of this totem, or the trusted root, cannot be used.
    #[error("TLS identity: key, certificate or root cannot be used")]
    Identity(#[source] rustls::Error),
    /// A new key or certificate request could not be made.
    #[error("enrolment: the key or its request cannot be made")]
    Request(#[source] rcgen::Error),
    /// No TCP connection.
    #[error("backend: no connection")]
    Connect(#[source] std::io::Error),
    /// The other side is not the backend, or does not take us for a totem of its own.
    #[error("backend: TLS handshake failed")]
    Handshake(#[source] std::io::Error),
    /// The connection broke during a call.
    #[error("backend: connection broke")]
    Http(#[source] hyper::Error),
    /// No answer within the time of a call.
    #[error("backend: no answer in time")]
    TimedOut,
    /// The answer is too long, or not what this call answers.
    #[error("backend: answer not understood (HTTP status {status})")]
    Answer {
        /// HTTP status.
        status: u16,
    },
    /// The backend said no.
    #[error("backend: {}", .0.code.slug())]
    Problem(Box<Problem>),
}

impl ClientError {
    /// Whether the same call may succeed in a moment.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Http(_) | Self::TimedOut => true,
            // A certificate that is not trusted will not be in three seconds either, but a
            // handshake also breaks when the network does.
            Self::Handshake(error) => error.kind() != std::io::ErrorKind::InvalidData,
            Self::Answer { status } => *status >= 500,
            Self::Problem(problem) => problem.retryable,
            Self::Address | Self::Identity(_) | Self::Request(_) => false,
        }
    }
}
