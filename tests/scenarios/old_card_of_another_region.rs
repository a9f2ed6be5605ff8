// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card is a good one of another region.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_of_another_region_is_told_where_it_can_be_activated() {
    for glass in GLASSES {
        rehearse("old-other-region", glass, &[])
            .ends_in("O17")
            .insults_nobody()
            .never_shows("enter-old-pin");
    }
}
