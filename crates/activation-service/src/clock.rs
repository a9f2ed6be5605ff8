// SPDX-License-Identifier: EUPL-1.2
//! The one place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use activation_rules::Timestamp;
use time::OffsetDateTime;

/// The server's clock in whole seconds.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// The same instant for the judgement of certificates.
pub(crate) fn instant(at: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
