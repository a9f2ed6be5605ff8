// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card being checked was never activated.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_that_was_never_activated_is_told_so_and_how_to_go_on() {
    for glass in GLASSES {
        rehearse("check-not-activated", glass, &[])
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome");
    }
}
