// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The journal is no database any more.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn a_broken_journal_is_set_aside_and_the_next_person_served() {
    for glass in GLASSES {
        rehearse("broken-journal", glass, &[])
            .ends_in("O01")
            .shows(&["idle", "boot", "idle", "outcome"]);
    }
}
