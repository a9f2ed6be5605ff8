// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The chip of the old card has no certificate.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_chip_without_certificate_ends_before_the_pin() {
    for glass in GLASSES {
        rehearse("old-without-certificate", glass, &[])
            .ends_in("O18")
            .insults_nobody()
            .never_shows("enter-old-pin");
    }
}
