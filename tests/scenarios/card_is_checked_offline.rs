// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A card is checked while the backend is down.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_is_told_and_proved_without_the_service() {
    for glass in GLASSES {
        rehearse("check-offline", glass, &[])
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome");
    }
}
