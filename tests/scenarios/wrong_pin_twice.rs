// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Two wrong PINs, and one try left.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn the_totem_stops_before_the_card_does() {
    for glass in GLASSES {
        rehearse("wrong-pin-twice", glass, &[])
            .ends_in("O12")
            .shows(&["enter-old-pin", "enter-old-pin", "outcome"])
            .never_shows("remove-old-card");
    }
}
