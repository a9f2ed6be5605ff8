// SPDX-License-Identifier: EUPL-1.2
//! A card of the registry.

use activation_protocol::{Bytes, CardId};
use time::Date;

use crate::BirthDate;
use crate::names::named;

/// One card of one citizen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CardRow {
    /// Digest of its certificate.
    pub card: CardId,
    /// Kind and region, the first four digits of ID_Carta, e.g. `6090`.
    pub issuer: String,
    /// The last four digits of ID_Carta, which a slip may show.
    pub id_carta_last4: Option<String>,
    /// Where it is in its life.
    pub status: CardStatus,
    /// The last day it is good, in Rome.
    pub not_after: Date,
    /// The day it was activated.
    pub activated_on: Option<Date>,
    /// Who activated it.
    pub activation_mode: Option<ActivationMode>,
    /// The holder's birth date.
    pub birth_date: BirthDate,
    /// It has a chip.
    pub has_chip: bool,
    /// The holder has the right to assistance of this region.
    pub assistance: bool,
    /// DER of the authentication certificate.
    pub certificate: Bytes,
}

impl CardRow {
    /// E2: whether its last day is past.
    #[must_use]
    pub fn is_expired_on(&self, day: Date) -> bool {
        self.not_after < day
    }
}

named! {
    /// Where a card is in its life.
    CardStatus {
        /// Sent by post, never activated.
        Shipped = "shipped",
        /// The one in use; a citizen has at most one.
        Active = "active",
        /// A newer card took over.
        Superseded = "superseded",
        /// Suspended, or reported lost or stolen.
        Blocked = "blocked",
        /// Ended by the issuer.
        Revoked = "revoked",
    }
}

named! {
    /// Who activated a card.
    ActivationMode {
        /// The holder in person.
        Diretta = "diretta",
        /// Somebody else for the holder.
        Delegata = "delegata",
    }
}
