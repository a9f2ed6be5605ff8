// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! In place of the old card comes an operator’s.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn an_operators_card_is_no_old_card_of_this_service() {
    for glass in GLASSES {
        rehearse("old-staff-card", glass, &[])
            .ends_in("O17")
            .insults_nobody()
            .never_shows("enter-old-pin");
    }
}
