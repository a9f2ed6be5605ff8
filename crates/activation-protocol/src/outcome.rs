// SPDX-License-Identifier: EUPL-1.2
//! The twenty-four ways a visit can end.

use serde::{Deserialize, Serialize};

/// How a citizen's visit ended. The code is stable and is what people quote on the phone.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Outcome {
    /// O01: the registry has the new card active.
    #[serde(rename = "O01")]
    Completed,
    /// O02: the PIN is set and proven; the registration is on its way.
    #[serde(rename = "O02")]
    BeingRegistered,
    /// O03: no card was written.
    #[serde(rename = "O03")]
    NothingChanged,
    /// O04: the service is not available now; no card was written.
    #[serde(rename = "O04")]
    Unavailable,
    /// O05: the PIN may be set, the proof is missing.
    #[serde(rename = "O05")]
    ToBeCompleted,
    /// O06: this card is already active.
    #[serde(rename = "O06")]
    AlreadyActive,
    /// O07: the new card was put in before the old one.
    #[serde(rename = "O07")]
    OldCardFirst,
    /// O08: the old card has expired.
    #[serde(rename = "O08")]
    OldExpired,
    /// O09: the old card was never activated.
    #[serde(rename = "O09")]
    OldNeverActivated,
    /// O10: the old card is blocked, revoked or reported lost.
    #[serde(rename = "O10")]
    OldBlocked,
    /// O11: the old card was activated for a minor, or by somebody else.
    #[serde(rename = "O11")]
    ActivatedAsMinor,
    /// O12: the PIN was wrong and the totem stopped in time.
    #[serde(rename = "O12")]
    WrongPin,
    /// O13: the PIN of this card is blocked.
    #[serde(rename = "O13")]
    PinBlocked,
    /// O14: the two cards are not the same person's.
    #[serde(rename = "O14")]
    DifferentHolder,
    /// O15: there is no new card waiting for this person.
    #[serde(rename = "O15")]
    NoNewCard,
    /// O16: the new card is blocked.
    #[serde(rename = "O16")]
    NewBlocked,
    /// O17: the card is another region's.
    #[serde(rename = "O17")]
    OtherRegion,
    /// O18: no chip to activate, or a kind of card this totem does not know yet.
    #[serde(rename = "O18")]
    NoChipOrUnknownType,
    /// O19: the card could not be read.
    #[serde(rename = "O19")]
    Unreadable,
    /// O20: the card did not accept the issued code.
    #[serde(rename = "O20")]
    CodeNotAccepted,
    /// O21: too many attempts.
    #[serde(rename = "O21")]
    TooManyAttempts,
    /// O22: a counter must check first.
    #[serde(rename = "O22")]
    UnderReview,
    /// O23: no right to assistance in this region.
    #[serde(rename = "O23")]
    NoAssistance,
    /// O24: the totem is out of service.
    #[serde(rename = "O24")]
    OutOfService,
}

impl Outcome {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 24] = [
        Self::Completed,
        Self::BeingRegistered,
        Self::NothingChanged,
        Self::Unavailable,
        Self::ToBeCompleted,
        Self::AlreadyActive,
        Self::OldCardFirst,
        Self::OldExpired,
        Self::OldNeverActivated,
        Self::OldBlocked,
        Self::ActivatedAsMinor,
        Self::WrongPin,
        Self::PinBlocked,
        Self::DifferentHolder,
        Self::NoNewCard,
        Self::NewBlocked,
        Self::OtherRegion,
        Self::NoChipOrUnknownType,
        Self::Unreadable,
        Self::CodeNotAccepted,
        Self::TooManyAttempts,
        Self::UnderReview,
        Self::NoAssistance,
        Self::OutOfService,
    ];

    /// 1 to 24.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// `O01` to `O24`.
    #[must_use]
    pub fn code(self) -> String {
        format!("O{:02}", self.number())
    }

    /// The outcome with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        let index = usize::from(number).checked_sub(1)?;
        Self::ALL.get(index).copied()
    }

    /// Whether the citizen takes a slip home.
    #[must_use]
    pub const fn has_receipt(self) -> bool {
        matches!(
            self,
            Self::Completed
                | Self::BeingRegistered
                | Self::ToBeCompleted
                | Self::CodeNotAccepted
                | Self::UnderReview
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_are_in_step() {
        for (i, outcome) in Outcome::ALL.into_iter().enumerate() {
            let number = u8::try_from(i + 1).unwrap();
            assert_eq!(outcome.number(), number);
            assert_eq!(Outcome::from_number(number), Some(outcome));
            let json = serde_json::to_string(&outcome).unwrap();
            assert_eq!(json, format!("\"{}\"", outcome.code()));
        }
        assert_eq!(Outcome::from_number(0), None);
        assert_eq!(Outcome::from_number(25), None);
    }
}
