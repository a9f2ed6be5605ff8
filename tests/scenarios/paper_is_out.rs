// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The roll is empty.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn without_paper_the_code_is_on_the_screen() {
    for glass in GLASSES {
        let played = rehearse("printer-out-of-paper", glass, &[]);
        played.ends_in("O01");
        assert!(!played.journey.slip);
        let code = played.journey.code.clone().expect("a code");
        assert!(played.words().contains(&code));
    }
}
