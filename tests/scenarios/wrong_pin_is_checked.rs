// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A PIN that is not the card’s is proved, twice.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_check_stops_while_the_card_has_a_try_and_spares_it_when_it_comes_back() {
    for glass in GLASSES {
        rehearse("check-wrong-pin", glass, &[])
            .goes_well()
            .shows(&[
                "check-enter-pin",
                "check-enter-pin",
                "check-report",
                "check-read-card",
                "check-report",
                "idle",
            ])
            .never_shows("outcome");
    }
}
