// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The new card goes in where the old one belongs.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn the_old_card_is_asked_for_first() {
    for glass in GLASSES {
        rehearse("new-card-first", glass, &[])
            .ends_in("O07")
            .never_shows("enter-old-pin");
    }
}
