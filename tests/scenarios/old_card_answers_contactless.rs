// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The old card answers like its contactless side.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn an_answer_of_the_contactless_side_is_of_unknown_type() {
    for glass in GLASSES {
        rehearse("old-contactless", glass, &[])
            .ends_in("O18")
            .insults_nobody()
            .never_shows("enter-old-pin");
    }
}
