// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Whoever talks to the text glass makes mistakes.

use product_tests::Program;
use serde_json::Value;

use crate::configuration_is_wrong::totem_without_a_world;

#[test]
fn an_unknown_touch_gets_a_complaint_and_changes_nothing() {
    let (_folder, config) = totem_without_a_world("");
    let nonsense = "dance\n{\"action\":\"dance\"}\n{\"action\":\"digit\",\"value\":\"12\"}\n[]\n\n";
    let ended = Program::named("puntosi-lab")
        .told(&["--config".as_ref(), config.as_os_str()])
        .until("out-of-service")
        .hearing(nonsense)
        .run();
    ended.calm();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let lines: Vec<Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("every line is JSON"))
        .collect();
    let complaints = lines
        .iter()
        .filter(|line| line["error"].is_string())
        .count();
    assert_eq!(complaints, 4, "{}", ended.out);
    let screens = lines.iter().filter_map(|line| line["screen"].as_str());
    assert!(
        screens
            .clone()
            .all(|screen| ["boot", "out-of-service"].contains(&screen))
    );
}

#[test]
fn the_language_changes_on_any_page() {
    let (_folder, config) = totem_without_a_world("");
    let language = |code: &str| format!("{{\"action\":\"language\",\"value\":\"{code}\"}}\n");
    let ended = Program::named("puntosi-lab")
        .told(&["--config".as_ref(), config.as_os_str()])
        .until("Totem fuori servizio")
        .hearing(&language("en"))
        .until("Totem out of service")
        .hearing(&language("it"))
        .until("Totem fuori servizio")
        .run();
    ended.calm();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("\"lang\":\"en\""), "{}", ended.out);
    let last = ended.out.lines().last().unwrap_or_default();
    assert!(last.contains("\"lang\":\"it\""), "{last}");
}
