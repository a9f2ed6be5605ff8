// SPDX-License-Identifier: EUPL-1.2
//! The program on the command line: configurations that cannot be used, and its end.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;

use crate::backend::{Backend, command, config, prepare, program};
use crate::cards::Deck;

/// Starts with a changed configuration; the line it says.
fn complaint(change: impl FnOnce(String) -> String) -> String {
    let folder = prepare(&Deck::new());
    let file = config(folder.path());
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, change(text)).unwrap();
    let output = command(folder.path(), &["serve", "--log-format", "json"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    let mut complaints = said.lines().filter(|line| !line.starts_with('{'));
    let complaint = complaints.next().unwrap();
    assert!(complaint.starts_with("puntosi-backend: "), "{said}");
    assert_eq!(complaints.next(), None, "{said}");
    complaint.to_owned()
}

#[test]
fn a_configuration_that_cannot_be_used_is_one_clear_line_and_exit_2() {
    let said = complaint(|text| text.replace("folder =", "folders ="));
    assert!(said.contains("folder"), "{said}");
    let said = complaint(|text| text.replace("127.0.0.1:8443", "everywhere"));
    assert!(said.contains("listen"), "{said}");
    let said = complaint(|text| text.replace("tls/server.key", "tls/nowhere.key"));
    assert!(said.contains("nowhere.key"), "{said}");
    let said = complaint(|text| text.replace("anchors.toml", "nowhere.toml"));
    assert!(said.contains("nowhere.toml"), "{said}");
    let said = complaint(|_| "not toml".to_owned());
    assert!(said.contains("puntosi-backend.toml"), "{said}");
}

#[test]
fn a_key_that_everybody_may_read_is_not_used() {
    for key in ["tls/server.key", "kiosks/authority.key"] {
        let folder = prepare(&Deck::new());
        let everybody = fs::Permissions::from_mode(0o644);
        fs::set_permissions(folder.path().join(key), everybody).unwrap();
        let output = command(folder.path(), &["serve"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(key), "{said}");
        assert!(said.contains("everybody may read"), "{said}");
    }
}

#[test]
fn a_missing_configuration_is_named() {
    let output = program()
        .args(["serve", "--config", "/nowhere/at-all.toml"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/at-all.toml"));
}

#[test]
fn init_never_overwrites_a_configuration() {
    let folder = prepare(&Deck::new());
    let again = program().arg("init").arg(folder.path()).output().unwrap();
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"));
}

#[test]
fn what_is_secret_or_about_people_is_for_the_owner_only() {
    let folder = prepare(&Deck::new());
    for (file, mode) in [
        ("registry.sqlite", 0o600),
        ("tls/server.key", 0o400),
        ("kiosks/authority.key", 0o400),
        ("vault", 0o700),
        ("vault/kek", 0o400),
    ] {
        let found = fs::metadata(folder.path().join(file)).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, mode, "{file}");
    }
}

#[test]
fn a_registry_that_is_not_there_is_not_made_anew() {
    let folder = prepare(&Deck::new());
    fs::remove_file(folder.path().join("registry.sqlite")).unwrap();
    let output = command(folder.path(), &["kiosk", "list"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("registry.sqlite"));
    assert!(!folder.path().join("registry.sqlite").exists());
}

#[test]
fn a_folder_may_have_signs_of_urls_in_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("50% off? #1");
    let made = program().arg("init").arg(&inside).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    assert!(command(&inside, &["kiosk", "list"]).status.success());
    assert!(inside.join("registry.sqlite").exists());
}

#[tokio::test]
async fn health_and_metrics_answer_and_a_signal_ends_it_in_order() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    kiosk.client.get("/v1/readiness").await;
    let get = |path: &str| {
        let mut stream = TcpStream::connect(backend.at("management")).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(get("/livez").starts_with("HTTP/1.1 200"));
    assert!(get("/readyz").starts_with("HTTP/1.1 200"));
    let metrics = get("/metrics");
    let line = "puntosi_requests_total{route=\"/v1/readiness\",status=\"200\"} 1";
    assert!(metrics.contains(line), "{metrics}");
    assert!(
        metrics.contains("puntosi_crl_age_seconds{authority=\"1\"}"),
        "{metrics}"
    );
    let (_, _, code) = backend.stop();
    assert_eq!(code, Some(0));
}
