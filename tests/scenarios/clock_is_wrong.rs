// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The totem's clock shows the day after tomorrow.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_totem_with_a_wrong_clock_says_so_asks_no_pin_and_serves_once_it_is_right() {
    for glass in GLASSES {
        let played = rehearse("wrong-clock", glass, &[]);
        played
            .ends_in("O01")
            .shows(&["out-of-service", "idle", "enter-old-pin", "outcome"]);
        let words = played.step("out-of-service").lines.join(" ").to_lowercase();
        assert!(
            words.contains("l’orologio è sbagliato"),
            "no reason: {words}"
        );
        assert!(played.log("totem.log").contains("clock.skew"), "not logged");
    }
}
