// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The main job, through either glass.

use std::fs;

use product_tests::{Rehearsed, rehearse};

/// Everything a person sees on the way, short pages left out.
const WAY: [&str; 10] = [
    "idle",
    "insert-old-card",
    "enter-old-pin",
    "remove-old-card",
    "insert-new-card",
    "choose-pin",
    "choose-pin",
    "take-card",
    "outcome",
    "idle",
];

#[test]
fn the_new_card_is_active_as_the_text_glass_tells_it() {
    the_new_card_is_active(&rehearse("same-person", "text", &[]));
}

#[test]
fn the_new_card_is_active_as_the_screen_shows_it() {
    let played = rehearse("same-person", "slint", &[]);
    the_new_card_is_active(&played);
    for step in played
        .journey
        .steps
        .iter()
        .filter(|step| WAY.contains(&step.screen.as_str()))
    {
        let picture = step
            .picture
            .as_ref()
            .expect("every lasting page has a picture");
        let png = fs::read(played.out().join(picture)).expect("a file");
        assert!(png.starts_with(b"\x89PNG"), "{picture}");
        assert!(png.len() > 10_000, "{picture} is empty");
    }
}

/// OpenSC accepts the chosen PIN and refuses the issued one; the backend verifies both signatures.
fn the_new_card_is_active(played: &Rehearsed) {
    played.ends_in("O01").shows(&WAY);
    let judgements = &played.journey.judgements;
    assert!(
        judgements.iter().all(|judgement| judgement.right),
        "{judgements:?}"
    );
    for judge in ["OpenSC pkcs15-tool", "puntosi-backend show activation"] {
        let said = judgements
            .iter()
            .filter(|judgement| judgement.judge == judge);
        assert_eq!(said.count(), 3, "{judge}");
    }
    let apdus: u64 = played.journey.traffic.iter().map(|phase| phase.apdus).sum();
    assert!(apdus <= 36, "{apdus} APDUs");
    let slip = fs::read_to_string(played.out().join("slip.txt")).expect("a slip");
    let code = played.journey.code.as_ref().expect("a code");
    assert!(slip.contains(code.as_str()), "{slip}");
    for file in ["slip.bin", "slip.png"] {
        assert!(fs::metadata(played.out().join(file)).is_ok_and(|file| file.len() > 100));
    }
}
