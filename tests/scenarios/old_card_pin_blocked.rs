// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card takes no PIN any more.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_blocked_pin_is_told_at_the_first_try() {
    for glass in GLASSES {
        rehearse("pin-blocked", glass, &[])
            .ends_in("O13")
            .never_shows("insert-new-card");
    }
}
