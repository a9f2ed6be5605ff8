// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody else answers at the backend's address.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn nobody_is_asked_for_a_pin_in_front_of_an_impostor() {
    for glass in GLASSES {
        rehearse("impostor-backend", glass, &[])
            .ends_in("O04")
            .never_shows("enter-old-pin");
    }
}
