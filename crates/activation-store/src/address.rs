// SPDX-License-Identifier: EUPL-1.2
//! Whose rows a request is about.

use activation_protocol::{ActivationId, CardId, ReceiptCode, SessionId};
use activation_rules::Citizen;
use sqlx::{AnyConnection, Row};

use crate::StoreError;

/// How a request names the citizen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Address {
    /// By pseudonym, for a session that may not exist yet.
    Opening {
        /// Whom the certificate names.
        citizen: Citizen,
        /// The session to open.
        session: SessionId,
    },
    /// By session.
    Session(SessionId),
    /// By activation.
    Activation(ActivationId),
    /// By card.
    Card(CardId),
    /// By the code on the slip.
    Receipt(ReceiptCode),
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Found {
    Citizen(Citizen),
    /// No such thing.
    Nobody,
    /// The session's name is taken by somebody else's session.
    Taken,
}

impl Address {
    pub(crate) async fn find(self, conn: &mut AnyConnection) -> Result<Found, StoreError> {
        let (query, key) = match self {
            Self::Opening { session, .. } | Self::Session(session) => {
                (SESSION_LOOKUP, session.as_bytes().to_vec())
            }
            Self::Activation(id) => (ACTIVATION_LOOKUP, id.as_bytes().to_vec()),
            Self::Card(card) => (CARD_LOOKUP, card.0.to_vec()),
            Self::Receipt(code) => return by_receipt(conn, code).await,
        };
        let row = sqlx::query(query).bind(key).fetch_optional(conn).await?;
        let found = found(row.as_ref())?;
        Ok(match (self, found) {
            (Self::Opening { citizen, .. }, Found::Nobody) => Found::Citizen(citizen),
            (Self::Opening { citizen, .. }, Found::Citizen(other)) if other != citizen => {
                Found::Taken
            }
            (_, found) => found,
        })
    }
}

async fn by_receipt(conn: &mut AnyConnection, code: ReceiptCode) -> Result<Found, StoreError> {
    let row = sqlx::query("SELECT citizen FROM receipt_lookup WHERE receipt_code = $1")
        .bind(code.to_string())
        .fetch_optional(conn)
        .await?;
    found(row.as_ref())
}

fn found(row: Option<&sqlx::any::AnyRow>) -> Result<Found, StoreError> {
    let Some(row) = row else {
        return Ok(Found::Nobody);
    };
    let citizen: Vec<u8> = row.try_get("citizen")?;
    let citizen = citizen
        .try_into()
        .map_err(|_| StoreError::Corrupt { column: "citizen" })?;
    Ok(Found::Citizen(Citizen(citizen)))
}

const SESSION_LOOKUP: &str = "SELECT citizen FROM session_lookup WHERE sid = $1";
const ACTIVATION_LOOKUP: &str = "SELECT citizen FROM activation_lookup WHERE aid = $1";
const CARD_LOOKUP: &str = "SELECT citizen FROM card_lookup WHERE card_h = $1";
