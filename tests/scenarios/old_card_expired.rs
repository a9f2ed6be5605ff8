// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card expired.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn an_expired_card_is_told_before_the_pin() {
    for glass in GLASSES {
        rehearse("old-expired", glass, &[])
            .ends_in("O08")
            .never_shows("enter-old-pin");
    }
}
