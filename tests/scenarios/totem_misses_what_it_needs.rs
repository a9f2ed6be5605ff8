// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! No reader, a journal that cannot be opened, no enrolment: the totem tells each to a technician.

use std::fs;

use product_tests::Program;

use crate::configuration_is_wrong::totem_without_a_world;

#[test]
fn each_thing_that_is_missing_is_told_and_nothing_is_offered() {
    let (folder, config) = totem_without_a_world("");
    fs::create_dir_all(folder.path().join("state/journal.db")).expect("a folder in its place");
    let ended = Program::named("puntosi-lab")
        .told(&["--config".as_ref(), config.as_os_str()])
        .until("il lettore di tessere non risponde")
        .run();
    ended.calm();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let last = ended.out.lines().last().unwrap_or_default();
    let reasons = [
        "il lettore di tessere non risponde",
        "il registro delle operazioni non si può scrivere",
        "non conosce questo totem",
    ];
    for reason in reasons {
        assert!(last.contains(reason), "{reason}: {last}");
    }
    assert!(last.contains("\"actions\":[\"language\"]"), "{last}");
}
