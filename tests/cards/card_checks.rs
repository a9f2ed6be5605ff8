// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! "Verifica la tua tessera" with each generation of cards.

use kiosk_lab::matrix::GENERATIONS;
use product_tests::rehearse;

use crate::side_by_side::side_by_side;

/// The scenario itself sees to it that one VERIFY is sent, no try is lost and nothing is left.
#[test]
fn every_generation_is_told_active_and_proves_its_pin() {
    side_by_side(GENERATIONS, |generation| {
        let card = ["--old-generation", generation];
        let played = rehearse("check-active-card", "text", &card);
        played
            .goes_well()
            .shows(&["check-report", "check-sign", "check-report"]);
        assert_eq!(played.journey.old_card, generation);
    });
}
