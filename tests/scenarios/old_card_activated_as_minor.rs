// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody else stood surety for the old card.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_activated_for_a_child_hands_nothing_on() {
    for glass in GLASSES {
        rehearse("activated-as-minor", glass, &[])
            .ends_in("O11")
            .never_shows("insert-new-card");
    }
}
