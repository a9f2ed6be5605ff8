// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The network goes between the release and the confirmation, and comes back later.

use product_tests::rehearse;

use crate::GLASSES;

#[test]
fn the_backend_has_the_proof_after_the_network_returns_with_nobody_present() {
    for glass in GLASSES {
        let played = rehearse("network-lost-before-confirm", glass, &[]);
        played.ends_in("O02");
        let judgements = &played.journey.judgements;
        assert!(!judgements.is_empty() && judgements.iter().all(|judgement| judgement.right));
    }
}
