// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card is pulled while it is read, and again at its PIN.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_pulled_card_is_checked_when_it_is_back() {
    for glass in GLASSES {
        rehearse("check-card-pulled", glass, &[])
            .goes_well()
            .shows(&[
                "check-insert-card",
                "check-insert-card",
                "check-report",
                "check-enter-pin",
                "check-report",
                "check-report",
                "check-enter-pin",
                "check-report",
                "take-card",
                "idle",
            ])
            .never_shows("outcome");
    }
}
