// SPDX-License-Identifier: EUPL-1.2
//! The server's clock in whole seconds, and which day it is in Rome.

use activation_protocol::rome::rome_date;
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime};

/// Seconds since 1970-01-01 UTC, given by the caller.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This much later.
    #[must_use]
    pub const fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.whole_seconds()))
    }

    /// This much earlier.
    #[must_use]
    pub const fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(duration.whole_seconds()))
    }

    /// For the wire; a time before 1970 is 0.
    #[must_use]
    pub fn seconds(self) -> u64 {
        u64::try_from(self.0).unwrap_or(0)
    }

    /// The calendar day in Rome.
    #[must_use]
    pub fn rome_day(self) -> Date {
        let utc = OffsetDateTime::from_unix_timestamp(self.0)
            .unwrap_or_else(|_| PrimitiveDateTime::MAX.assume_utc());
        rome_date(utc)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn day(utc: OffsetDateTime) -> Date {
        Timestamp(utc.unix_timestamp()).rome_day()
    }

    #[test]
    fn in_winter_the_day_begins_an_hour_before_utc() {
        assert_eq!(
            day(datetime!(2026-01-10 22:59:59 UTC)),
            date!(2026 - 01 - 10)
        );
        assert_eq!(day(datetime!(2026-01-10 23:00 UTC)), date!(2026 - 01 - 11));
    }

    #[test]
    fn in_summer_the_day_begins_two_hours_before_utc() {
        assert_eq!(
            day(datetime!(2026-07-10 21:59:59 UTC)),
            date!(2026 - 07 - 10)
        );
        assert_eq!(day(datetime!(2026-07-10 22:00 UTC)), date!(2026 - 07 - 11));
    }

    #[test]
    fn the_clock_changes_on_the_last_sundays() {
        assert_eq!(day(datetime!(2026-03-28 22:30 UTC)), date!(2026 - 03 - 28));
        assert_eq!(day(datetime!(2026-03-29 22:30 UTC)), date!(2026 - 03 - 30));
        assert_eq!(day(datetime!(2026-10-24 22:30 UTC)), date!(2026 - 10 - 25));
        assert_eq!(day(datetime!(2026-10-25 22:30 UTC)), date!(2026 - 10 - 25));
    }

    #[test]
    fn no_time_is_out_of_the_calendar() {
        assert_eq!(Timestamp(i64::MAX).rome_day(), date!(9999 - 12 - 31));
    }
}
