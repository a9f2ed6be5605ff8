// SPDX-License-Identifier: EUPL-1.2
//! The session's part of the event catalogue: stable ids, typed fields, nothing personal.

use activation_protocol::{Outcome, ReleaseNo, SecretMode};

use crate::card_report::{Found, Proof};
use crate::slot::Slot;

/// One event. Ids are never used again for something else.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum LogEvent {
    /// 2001
    SessionOpen,
    /// 2002
    SessionEnd {
        /// How.
        outcome: Outcome,
        /// Seconds since it began.
        duration_s: u32,
        /// How often a person asked for more time.
        extensions: u8,
    },
    /// 2010
    CardInserted(Slot),
    /// 2011
    CardRemoved(Slot),
    /// 2013
    CardUnreadable,
    /// 2014
    CardLeft,
    /// 2020
    OldPinResult(PinClass),
    /// 2021
    OldProofSent,
    /// 2030
    ReleaseResult {
        /// Mode.
        mode: SecretMode,
        /// Which release; 0 when there was none.
        release_no: ReleaseNo,
        /// Whether it was received and opened.
        ok: bool,
    },
    /// 2031, security
    VaultSignatureBad,
    /// 2040
    PinSetResult {
        /// `9000`, or what the card said.
        sw: u16,
    },
    /// 2041
    PinSetAmbiguous,
    /// 2042, security
    PinSetCardChanged,
    /// 2050
    ProofStored,
    /// 2051
    ConfirmResult {
        /// Whether the backend confirmed while the citizen waited.
        ok: bool,
    },
    /// 2060
    PrintResult {
        /// Whether the slip is out.
        ok: bool,
    },
    /// 2070
    CheckOpen,
    /// 2071: the check of one card is over.
    CheckEnd {
        /// What it was, if it was read.
        found: Option<Found>,
        /// What became of the PIN's proof.
        proof: Proof,
        /// Seconds since the person came.
        duration_s: u32,
    },
    /// 2090: an event that this state does not expect.
    Unexpected,
}

/// How a PIN entry ended, without its digits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PinClass {
    /// Accepted.
    Ok,
    /// Wrong.
    Wrong,
    /// The totem stopped to spare the last try.
    Guard,
    /// Blocked.
    Blocked,
}

impl LogEvent {
    /// The stable id.
    #[must_use]
    pub const fn id(self) -> u16 {
        match self {
            Self::SessionOpen => 2001,
            Self::SessionEnd { .. } => 2002,
            Self::CardInserted(_) => 2010,
            Self::CardRemoved(_) => 2011,
            Self::CardUnreadable => 2013,
            Self::CardLeft => 2014,
            Self::OldPinResult(_) => 2020,
            Self::OldProofSent => 2021,
            Self::ReleaseResult { .. } => 2030,
            Self::VaultSignatureBad => 2031,
            Self::PinSetResult { .. } => 2040,
            Self::PinSetAmbiguous => 2041,
            Self::PinSetCardChanged => 2042,
            Self::ProofStored => 2050,
            Self::ConfirmResult { .. } => 2051,
            Self::PrintResult { .. } => 2060,
            Self::CheckOpen => 2070,
            Self::CheckEnd { .. } => 2071,
            Self::Unexpected => 2090,
        }
    }
}
