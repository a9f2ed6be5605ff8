// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! An operator checks the card of the job.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_card_that_no_registry_of_citizens_knows_is_never_called_bad() {
    for glass in GLASSES {
        let played = rehearse("check-staff-card", glass, &[]);
        played
            .goes_well()
            .shows(&["check-insert-card", "check-report", "idle"])
            .never_shows("outcome")
            .insults_nobody();
    }
}
