// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Keys that are missing, misspelled or senseless.

use std::fs;
use std::path::{Path, PathBuf};

use product_tests::Program;
use tempfile::TempDir;

const PROGRAMS: [&str; 2] = ["puntosi-kiosk", "puntosi-lab"];

/// A configuration with nothing around it, and `more` lines at its end.
pub(crate) fn totem_without_a_world(more: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        "totem.state_dir = \"state\"\ntotem.runtime_dir = \"run\"\nprinter.device = \"\"\n\
         screen.backend = \"desktop\"\n{more}\n"
    );
    fs::create_dir_all(folder.path().join("state")).expect("a folder");
    let config = folder.path().join("totem.toml");
    fs::write(&config, text).expect("a file");
    (folder, config)
}

fn refused(config: &Path, words: &[&str]) {
    for program in PROGRAMS {
        let told = ["--config".as_ref(), config.as_os_str()];
        Program::named(program).told(&told).run().refused(words);
    }
}

#[test]
fn a_missing_file_is_named() {
    refused(Path::new("/nowhere/totem.toml"), &["/nowhere/totem.toml"]);
}

#[test]
fn a_misspelled_key_is_named() {
    let (_folder, config) = totem_without_a_world("printer.devize = \"x\"");
    refused(&config, &["devize"]);
}

#[test]
fn a_value_of_the_wrong_type_is_named() {
    let (_folder, config) = totem_without_a_world("session.idle_ms = \"soon\"");
    refused(&config, &["idle_ms"]);
}

#[test]
fn a_senseless_value_is_named() {
    let (_folder, config) = totem_without_a_world("backend.api = \"nowhere\"");
    refused(&config, &["backend.api"]);
    let (_folder, config) = totem_without_a_world("screen.language = \"tlh\"");
    refused(&config, &["screen.language"]);
}

#[test]
fn what_is_no_toml_is_refused() {
    let (_folder, config) = totem_without_a_world("[[[");
    refused(&config, &["configuration"]);
}

#[test]
fn the_backend_names_what_it_misses() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("puntosi-backend.toml");
    fs::write(&config, "listen.apii = \"127.0.0.1:0\"\n").expect("a file");
    for (config, word) in [
        (config.as_path(), "puntosi-backend.toml"),
        (Path::new("/no"), "/no"),
    ] {
        let told = ["serve".as_ref(), "--config".as_ref(), config.as_os_str()];
        Program::named("puntosi-backend")
            .told(&told)
            .run()
            .refused(&[word]);
    }
}
