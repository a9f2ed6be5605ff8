// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody wants to know whether the card works, and proves it.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn an_active_card_is_told_and_proved_and_nothing_is_left_of_it() {
    for glass in GLASSES {
        rehearse("check-active-card", glass, &[])
            .goes_well()
            .shows(&[
                "idle",
                "check-insert-card",
                "check-report",
                "check-enter-pin",
                "check-report",
                "take-card",
                "idle",
            ])
            .never_shows("insert-old-card")
            .never_shows("outcome");
    }
}
