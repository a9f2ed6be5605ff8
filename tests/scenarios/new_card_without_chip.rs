// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The new card was shipped without a chip.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn who_waits_for_a_card_without_chip_does_not_insert_it() {
    for glass in GLASSES {
        rehearse("new-without-chip", glass, &[])
            .ends_in("O18")
            .never_shows("insert-new-card")
            .never_shows("choose-pin");
    }
}
