// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A generation that was invented this morning: two data files, and no program is built again.

use std::fs;
use std::path::Path;

use product_tests::{Rehearsed, rehearse};

/// Of no card there is.
const ATR: &str = "3BFF1800FF8131FE55006B07077701020101434E53113180E2";

const ATR_OF_ST11: &str = "3BFF1800FF8131FE55006B02091617011101434E531131808D";

/// Another answer to reset, an application and paths of its own, other references, another word for
/// what is not there and for a PIN that is blocked, and a key that is found only in its directory.
const CARD: &str = r#"
name = "domani27"
atr = "3BFF1800FF8131FE55006B07077701020101434E53113180E2"

[cns]
key_bits = 2048
key_reference = 0x05
key_directory = "7700/7702"
application = "D2760000777701"
security_environment = 0x07
pin_reference = 0x95
puk_reference = 0x96
pin_tries = 3
puk_tries = 3

[quirks]
chaining = true
select_keeps_pin = true
end_of_file = "6282"
refuses_p2_0c = true

[quirks.status_words]
6A82 = "6A81"
6983 = "9840"

[[application]]
aid = "D2760000777701"
selected_after_reset = false

[[file]]
application = "D2760000777701"
path = "7100/7103"
size = 16
holds = "id-carta"
[[file]]
application = "D2760000777701"
path = "7100/7104"
size = 400
holds = "personal-data"
[[file]]
application = "D2760000777701"
path = "7700/7701"
size = 1800
holds = "certificate"
"#;

const PROFILE: &str = r#"
name = "domani27"
source = "invented by a test"
date = "2026-11-24"
secret_mode = "transport_pin"

[[atr]]
value = "3BFF1800FF8131FE55 006B 07 07 7701 02 0000 434E53 11 3180 00"
mask  = "FFFFFFFFFFFFFFFFFF FFFF FF FF FFFF FF 0000 FFFFFF FF FFFF 00"

[identity]
application = "D2760000777701"
path_from = "current_directory"
id_carta = "71007103"
dati_personali = "71007104"

[certificate]
application = "D2760000777701"
path_from = "current_directory"
path = "77007701"

[pin]
reference = 0x95
puk_reference = 0x96
select_first = "application"
min_length = 5
max_length = 8
padding = 0xFF

[signing]
way = "raw_decipher"
directory = "77007702"
restore_environment = 0x07
template = 0xB8
key_reference = 0x05

[transport]
long_commands = "chained"
read_chunk = 200

[status_words]
"6A81" = "6A82"
"9840" = "6983"
"#;

#[test]
fn a_profile_in_the_inbox_teaches_a_running_totem_a_new_generation() {
    let played = played("generation-from-inbox", CARD);
    // The last bundle was damaged on the disk, and nothing else was there.
    played.ends_in("O18").shows(&[
        "outcome",
        "enter-old-pin",
        "choose-pin",
        "take-card",
        "outcome",
        "check-report",
        "outcome",
    ]);
    the_visit_is_confirmed(&played);
    leaves_a_fingerprint(&played, [ATR, "mf=9000", "cns=6A81"]);
}

#[test]
fn a_profile_published_by_the_backend_teaches_a_running_totem_a_new_generation() {
    let played = played("generation-from-backend", CARD);
    played.ends_in("O01").shows(&[
        "outcome",
        "enter-old-pin",
        "choose-pin",
        "take-card",
        "outcome",
        "check-report",
    ]);
    the_visit_is_confirmed(&played);
}

/// Only its files tell that it is no card of 2021.
#[test]
fn a_card_with_a_known_answer_to_reset_and_files_elsewhere_is_of_unknown_type() {
    let stranger = CARD
        .replace(ATR, ATR_OF_ST11)
        .replace("6A82 = \"6A81\"\n", "");
    let played = played("same-person", &stranger);
    let words = &played.step("outcome").title;
    assert!(words.contains("non sa ancora leggere"), "{words}");
    played.insults_nobody().never_shows("enter-old-pin");
    leaves_a_fingerprint(&played, [ATR_OF_ST11, "mf=9000", "1000/1003=6A82"]);
}

/// What somebody can begin with who makes a profile for it.
fn leaves_a_fingerprint(played: &Rehearsed, parts: [&str; 3]) {
    let log = played.log("totem.log");
    let event = log.lines().find(|line| line.contains("card.unknown"));
    let event = event.expect("an event");
    for part in parts {
        assert!(event.contains(part), "no {part}: {event}");
    }
}

fn played(scenario: &str, sheet: &str) -> Rehearsed {
    let folder = tempfile::tempdir().expect("a folder");
    let (card, profile) = (
        folder.path().join("card.toml"),
        folder.path().join("profile.toml"),
    );
    fs::write(&card, sheet).expect("a file");
    fs::write(&profile, PROFILE).expect("a file");
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let (card, profile) = (path(&card), path(&profile));
    let cards = ["--old-generation", &card, "--new-generation", &card];
    let told = [&cards[..], &["--card-profile", &profile]].concat();
    rehearse(scenario, "text", &told)
}

fn the_visit_is_confirmed(played: &Rehearsed) {
    let journey = &played.journey;
    assert_eq!([&journey.old_card, &journey.new_card], ["domani27"; 2]);
    let judgements = &journey.judgements;
    assert_eq!(judgements.len(), 3, "{judgements:?}");
    assert!(judgements.iter().all(|it| it.right), "{judgements:?}");
}
