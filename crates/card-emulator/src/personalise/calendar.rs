// SPDX-License-Identifier: EUPL-1.2
//! Cards and registries write the same day in three different ways.

use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, OffsetDateTime, Time};

use crate::EmulatorError;

/// The validity of a card, which begins at midnight UTC.
#[derive(Clone, Copy, Debug)]
pub(super) struct Validity {
    pub(super) issued: Date,
    pub(super) expires: Date,
}

impl Validity {
    /// Six years from `issued`.
    pub(super) fn six_years_from(issued: Date) -> Result<Self, EmulatorError> {
        Ok(Self {
            issued,
            expires: years_later(issued, 6)?,
        })
    }

    /// Six years up to `expires`.
    pub(super) fn six_years_until(expires: Date) -> Result<Self, EmulatorError> {
        let issued = years_later(expires, -6)?;
        Ok(Self { issued, expires })
    }

    pub(super) fn not_before(self) -> OffsetDateTime {
        self.issued.midnight().assume_utc()
    }

    /// The eve of the card's last day at 23:00, as seen on real certificates.
    pub(super) fn not_after(self) -> OffsetDateTime {
        let eve = self.expires.saturating_sub(Duration::days(1));
        eve.with_time(Time::MIDNIGHT).assume_utc() + Duration::hours(23)
    }
}

/// The same day in another year; 29 February becomes the 28th.
pub(super) fn years_later(date: Date, years: i32) -> Result<Date, EmulatorError> {
    let year = date.year() + years;
    let same = Date::from_calendar_date(year, date.month(), date.day());
    Ok(same.or_else(|_| Date::from_calendar_date(year, date.month(), 28))?)
}

/// DDMMYYYY, as in Dati_personali.
pub(super) fn card_date(date: Date) -> String {
    format!(
        "{:02}{:02}{:04}",
        date.day(),
        u8::from(date.month()),
        date.year()
    )
}

/// YYYY-MM-DD.
pub(super) fn iso_date(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

/// RFC 3339 to the second.
pub(super) fn rfc3339(moment: OffsetDateTime) -> String {
    let to_the_second = moment.replace_nanosecond(0).unwrap_or(moment);
    to_the_second.format(&Rfc3339).unwrap_or_default()
}
