// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A card this totem does not know may be a good card.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn an_unknown_card_is_never_called_not_valid() {
    for glass in GLASSES {
        let played = rehearse("unknown-card", glass, &[]);
        let words = played.ends_in("O18").words().to_lowercase();
        assert!(words.contains("non sa ancora leggere"), "{words}");
        played.insults_nobody();
    }
}
