// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card being checked is a good one of another region.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_of_another_region_is_told_by_its_region_and_never_called_bad() {
    for glass in GLASSES {
        let played = rehearse("check-other-region", glass, &[]);
        played
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome")
            .insults_nobody();
    }
}
