// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card was never activated.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_never_activated_hands_nothing_on() {
    for glass in GLASSES {
        rehearse("old-never-activated", glass, &[])
            .ends_in("O09")
            .never_shows("insert-new-card");
    }
}
