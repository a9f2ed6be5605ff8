// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A bank card is checked.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_of_unknown_type_is_told_as_unknown_and_may_be_good() {
    for glass in GLASSES {
        let played = rehearse("check-unknown-card", glass, &[]);
        played
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome")
            .insults_nobody();
    }
}
