// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A card whose files hold nonsense.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_full_of_nonsense_ends_in_words() {
    for glass in GLASSES {
        rehearse("garbage-on-card", glass, &[])
            .ends_in("O19")
            .never_shows("choose-pin");
    }
}
