// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A totem with a reader for each card.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn the_old_card_may_stay_in_its_reader_and_both_are_taken_at_the_end() {
    for glass in GLASSES {
        let played = rehearse("two-readers", glass, &[]);
        played
            .ends_in("O01")
            .shows(&[
                "enter-old-pin",
                "insert-new-card",
                "choose-pin",
                "take-card",
                "outcome",
            ])
            .never_shows("remove-old-card");
        let judgements = &played.journey.judgements;
        assert_eq!(judgements.len(), 6, "{judgements:?}");
        // Each card was talked to in a reader of its own.
        for log in ["apdus.log", "apdus-2.log"] {
            assert!(!played.log(log).is_empty(), "{log}");
        }
    }
}
