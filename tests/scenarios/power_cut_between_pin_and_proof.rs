// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The power goes when the new PIN is set and not yet proved.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn the_new_card_alone_finishes_what_a_power_cut_left() {
    for glass in GLASSES {
        rehearse("power-cut-after-pin-set", glass, &[])
            .ends_in("O01")
            .shows(&["choose-pin", "boot", "idle", "enter-new-pin", "outcome"]);
    }
}
