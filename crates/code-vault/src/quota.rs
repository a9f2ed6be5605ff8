// SPDX-License-Identifier: EUPL-1.2
//! The vault's own count of releases, apart from the registry's.

use activation_protocol::KioskId;

use crate::ledger::Entry;

/// How many releases the vault makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// For one kiosk in an hour.
    pub kiosk_hour: usize,
    /// For one kiosk in a day.
    pub kiosk_day: usize,
    /// For one card in thirty days.
    pub card_month: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            kiosk_hour: 30,
            kiosk_day: 150,
            card_month: 5,
        }
    }
}

/// Which limit was reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum QuotaExceeded {
    /// [`Limits::kiosk_hour`].
    #[error("kiosk, this hour")]
    KioskHour,
    /// [`Limits::kiosk_day`].
    #[error("kiosk, this day")]
    KioskDay,
    /// [`Limits::card_month`].
    #[error("card, these thirty days")]
    CardMonth,
}

impl Limits {
    /// Whether one more release fits. `now` in seconds since 1970.
    pub(crate) fn admit(
        &self,
        entries: &[Entry],
        kiosk: KioskId,
        card: &str,
        now: u64,
    ) -> Result<(), QuotaExceeded> {
        let since = |span: u64| {
            entries
                .iter()
                .filter(move |entry| entry.at.saturating_add(span) > now)
        };
        let of_kiosk = |span| since(span).filter(|entry| entry.kiosk == kiosk).count();
        let of_card = since(MONTH_S).filter(|entry| entry.card == card).count();
        if of_kiosk(HOUR_S) >= self.kiosk_hour {
            Err(QuotaExceeded::KioskHour)
        } else if of_kiosk(DAY_S) >= self.kiosk_day {
            Err(QuotaExceeded::KioskDay)
        } else if of_card >= self.card_month {
            Err(QuotaExceeded::CardMonth)
        } else {
            Ok(())
        }
    }
}

const HOUR_S: u64 = 3600;
const DAY_S: u64 = 24 * HOUR_S;
/// The longest window: older entries of the ledger count for nothing.
pub(crate) const MONTH_S: u64 = 30 * DAY_S;

#[cfg(test)]
mod tests {
    use super::*;
    use activation_protocol::{ActivationId, ReleaseNo, SecretMode, SessionId};

    fn entry(kiosk: u8, card: &str, at: u64) -> Entry {
        Entry {
            at,
            kiosk: KioskId::from_bytes([kiosk; 16]),
            session: SessionId::from_bytes([0; 16]),
            activation: ActivationId::from_bytes([0; 16]),
            card: card.to_owned(),
            secret_mode: SecretMode::TransportPin,
            release_no: ReleaseNo(1),
        }
    }

    #[test]
    fn a_kiosk_is_stopped_by_hour_and_by_day() {
        let limits = Limits {
            kiosk_hour: 2,
            kiosk_day: 3,
            card_month: 9,
        };
        let kiosk = KioskId::from_bytes([1; 16]);
        let mut entries = vec![
            entry(1, "a", 1000),
            entry(2, "b", 1000),
            entry(1, "c", 2000),
        ];
        let admit = |entries: &[Entry], now| limits.admit(entries, kiosk, "d", now);
        assert_eq!(admit(&entries, 4599), Err(QuotaExceeded::KioskHour));
        assert_eq!(admit(&entries, 4600), Ok(()));
        entries.push(entry(1, "d", 4600));
        assert_eq!(admit(&entries, 9000), Err(QuotaExceeded::KioskDay));
        assert_eq!(admit(&entries, 1000 + DAY_S), Ok(()));
    }

    #[test]
    fn a_card_is_stopped_wherever_it_is_tried() {
        let limits = Limits::default();
        let entries: Vec<Entry> = (1..=5).map(|n| entry(n, "a", DAY_S)).collect();
        let kiosk = KioskId::from_bytes([9; 16]);
        let admit = |card, now| limits.admit(&entries, kiosk, card, now);
        assert_eq!(admit("a", 2 * DAY_S), Err(QuotaExceeded::CardMonth));
        assert_eq!(admit("b", 2 * DAY_S), Ok(()));
        assert_eq!(admit("a", DAY_S + MONTH_S), Ok(()));
    }
}
