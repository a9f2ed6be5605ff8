// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody wants to know what the card is, and types nothing.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_is_told_to_somebody_who_types_no_pin() {
    for glass in GLASSES {
        rehearse("check-without-pin", glass, &[])
            .goes_well()
            .shows(&["check-insert-card", "check-report", "take-card", "idle"])
            .never_shows("check-enter-pin");
    }
}
