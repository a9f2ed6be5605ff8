// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card is on the revocation list.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_revoked_card_hands_nothing_on() {
    for glass in GLASSES {
        rehearse("old-revoked", glass, &[])
            .ends_in("O10")
            .never_shows("insert-new-card");
    }
}
