// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The certificate of the card being checked was revoked.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_revoked_certificate_is_told_although_the_registry_does_not_know() {
    for glass in GLASSES {
        rehearse("check-revoked", glass, &[])
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome");
    }
}
