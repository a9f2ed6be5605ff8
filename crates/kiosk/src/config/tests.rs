// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Layers override each other in order, and mistakes are named.

use std::collections::HashMap;

use super::*;

fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("totem.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

/// What the person who wrote the file is told.
fn reason(path: &Path) -> String {
    crate::in_one_line(&load(Some(path)).unwrap_err().into())
}

#[test]
fn what_is_no_toml_is_told_once_and_in_one_line() {
    let (_folder, path) = written("[[[");
    let error = reason(&path);
    assert!(
        error.contains("totem.toml") && !error.contains('\n'),
        "{error}"
    );
    assert_eq!(error.matches("TOML").count(), 1, "{error}");
}

#[test]
fn the_defaults_alone_are_a_whole_configuration() {
    let config = load(None).unwrap();
    assert_eq!(config.policy().readers, 1);
    assert!(config.has_printer());
}

#[test]
fn a_file_overrides_defaults_and_its_relative_paths_start_at_its_folder() {
    let (folder, path) = written("[totem]\nstate_dir = \"state\"\n[printer]\ndevice = \"\"\n");
    let config = load(Some(&path)).unwrap();
    assert_eq!(config.totem.state_dir, folder.path().join("state"));
    assert!(!config.has_printer());
}

#[test]
fn a_variable_overrides_a_file() {
    let (_folder, path) = written("[printer]\nbaud = 9600\n");
    let variables = HashMap::from([("PUNTOSI__PRINTER__BAUD".to_owned(), "19200".to_owned())]);
    let environment = Environment::default().source(Some(variables));
    let config: Config = layers(Some(&path), environment)
        .unwrap()
        .try_deserialize()
        .unwrap();
    assert_eq!(config.printer.baud, 19200);
}

#[test]
fn a_variable_of_texts_has_commas_between_them() {
    let names = "ACME one,ACME two".to_owned();
    let variables = HashMap::from([("PUNTOSI__READER__NAMES".to_owned(), names)]);
    let environment = Environment::default().source(Some(variables));
    let config: Config = layers(None, environment)
        .unwrap()
        .try_deserialize()
        .unwrap();
    assert_eq!(config.reader.names, ["ACME one", "ACME two"]);
}

#[test]
fn a_misspelled_key_is_named() {
    let (_folder, path) = written("[printer]\nbauds = 9600\n");
    let error = reason(&path);
    assert!(error.contains("bauds"), "{error}");
}

#[test]
fn a_value_of_the_wrong_type_is_named() {
    let (_folder, path) = written("[printer]\nbaud = \"fast\"\n");
    let error = reason(&path);
    assert!(error.contains("printer.baud"), "{error}");
}

#[test]
fn an_unknown_printer_is_named() {
    let (_folder, path) = written("[printer]\nprofile = \"gutenberg\"\n");
    let error = reason(&path);
    assert!(error.contains("printer.profile"), "{error}");
}

#[test]
fn a_key_for_card_profiles_that_is_none_is_named() {
    let (_folder, path) = written("[card_profiles]\nkeys = [\"c2hvcnQ=\"]\n");
    let error = reason(&path);
    assert!(error.contains("card_profiles.keys"), "{error}");
}

#[test]
fn an_inbox_for_card_profiles_needs_keys_and_starts_at_the_files_folder() {
    let (_folder, path) = written("[card_profiles]\ninbox = \"in\"\n");
    let error = reason(&path);
    assert!(error.contains("card_profiles.inbox"), "{error}");
    let keys = format!("keys = [\"{}=\"]", "A".repeat(43));
    let (folder, path) = written(&format!("[card_profiles]\n{keys}\ninbox = \"in\"\n"));
    let section = load(Some(&path)).unwrap().card_profiles;
    assert_eq!(section.inbox(), Some(folder.path().join("in").as_path()));
    assert_eq!(section.bundle_keys().len(), 1);
}

#[test]
fn the_explanation_names_the_layer_of_each_value() {
    let (_folder, path) = written("[printer]\nbaud = 9600\n");
    let text = explain(Some(&path)).unwrap();
    let line = text.lines().find(|line| line.starts_with("baud")).unwrap();
    assert!(
        line.contains("9600") && line.contains("totem.toml"),
        "{line}"
    );
    let line = text
        .lines()
        .find(|line| line.starts_with("call_ms"))
        .unwrap();
    assert!(line.ends_with("# built-in default"), "{line}");
}
