// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! There is no printer at the end of the cable.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn without_a_printer_the_code_is_on_the_screen() {
    for glass in GLASSES {
        let played = rehearse("no-printer", glass, &[]);
        played.ends_in("O01");
        let code = played.journey.code.clone().expect("a code");
        assert!(played.words().contains(&code));
    }
}
