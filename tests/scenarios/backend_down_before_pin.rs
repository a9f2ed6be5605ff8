// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The backend died before anybody came.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn nobody_is_asked_for_a_pin_that_leads_nowhere() {
    for glass in GLASSES {
        rehearse("backend-down-before-pin", glass, &[])
            .ends_in("O04")
            .never_shows("enter-old-pin");
    }
}
