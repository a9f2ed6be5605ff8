// SPDX-License-Identifier: EUPL-1.2
//! The clock on the wall: civil time in Rome, by which cards expire and slips are dated.

use time::{Date, Duration, Month, OffsetDateTime, UtcOffset};

/// The same instant as clocks in Rome show it: CET, and CEST from the last Sunday of March to the
/// last Sunday of October, both at 01:00 UTC (directive 2000/84/EC).
///
/// In the last hour of the year 9999, which certificates without an end name (RFC 5280, 4.1.2.5),
/// there is no later clock to show: it stays as it is.
#[must_use]
pub fn in_rome(instant: OffsetDateTime) -> OffsetDateTime {
    let utc = instant.checked_to_offset(UtcOffset::UTC).unwrap_or(instant);
    let hours = if is_summer(utc) { 2 } else { 1 };
    let offset = UtcOffset::from_hms(hours, 0, 0).expect("one or two hours");
    utc.checked_to_offset(offset).unwrap_or(utc)
}

/// The calendar day in Rome at this instant.
#[must_use]
pub fn rome_date(instant: OffsetDateTime) -> Date {
    in_rome(instant).date()
}

fn is_summer(utc: OffsetDateTime) -> bool {
    let starts = last_sunday(utc.year(), Month::March);
    let ends = last_sunday(utc.year(), Month::October);
    let at_one = |day: Date| day.with_hms(1, 0, 0).expect("one o'clock").assume_utc();
    at_one(starts) <= utc && utc < at_one(ends)
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: Month) -> Date {
    let last = Date::from_calendar_date(year, month, 31).expect("the month has 31 days");
    let after_sunday = last.weekday().number_days_from_sunday();
    last - Duration::days(i64::from(after_sunday))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn midnight_in_rome_comes_before_midnight_in_greenwich() {
        assert_eq!(
            rome_date(datetime!(2026-11-23 23:30 UTC)),
            date!(2026 - 11 - 24)
        );
        assert_eq!(
            rome_date(datetime!(2026-07-01 22:30 UTC)),
            date!(2026 - 07 - 02)
        );
        assert_eq!(
            rome_date(datetime!(2026-07-01 21:30 UTC)),
            date!(2026 - 07 - 01)
        );
    }

    #[test]
    fn a_certificate_without_an_end_has_a_last_day() {
        let end = datetime!(9999-12-31 23:59:59 UTC);
        assert_eq!(rome_date(end), date!(9999 - 12 - 31));
        let beginning = datetime!(-9999-01-01 00:00 +2);
        assert_eq!(rome_date(beginning), date!(-9999 - 01 - 01));
    }

    #[test]
    fn clocks_change_on_the_last_sundays_at_one_greenwich_time() {
        for (instant, hour) in [
            (datetime!(2026-03-29 00:59:59 UTC), 1),
            (datetime!(2026-03-29 01:00 UTC), 3),
            (datetime!(2026-10-25 00:59:59 UTC), 2),
            (datetime!(2026-10-25 01:00 UTC), 2),
            (datetime!(2026-10-25 02:00 UTC), 3),
        ] {
            assert_eq!(in_rome(instant).hour(), hour, "{instant}");
        }
    }
}
