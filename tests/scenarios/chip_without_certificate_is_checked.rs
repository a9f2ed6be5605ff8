// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The chip of the card being checked has no certificate.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_chip_without_certificate_is_told_and_the_service_is_not_asked() {
    for glass in GLASSES {
        rehearse("check-without-certificate", glass, &[])
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome");
    }
}
