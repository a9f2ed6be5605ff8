// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The second card has another holder.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn two_people_are_told_so_and_nothing_changes() {
    for glass in GLASSES {
        rehearse("two-people", glass, &[])
            .ends_in("O14")
            .shows(&["enter-old-pin", "insert-new-card", "outcome"])
            .never_shows("choose-pin");
    }
}
