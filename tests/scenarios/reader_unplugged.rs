// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The reader is gone, and comes back.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_totem_without_reader_says_why_and_works_again_when_it_is_back() {
    for glass in GLASSES {
        let played = rehearse("no-reader", glass, &[]);
        assert!(played.journey.passed, "{}", played.told);
        played
            .shows(&["idle", "out-of-service", "idle"])
            .nobody_panicked();
        let words = played.step("out-of-service").lines.join(" ").to_lowercase();
        assert!(words.contains("lettore"), "no reason: {words}");
    }
}
