// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card being checked expired.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn an_expired_card_is_told_as_expired() {
    for glass in GLASSES {
        rehearse("check-expired", glass, &[])
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome");
    }
}
