// SPDX-License-Identifier: EUPL-1.2
//! Card profile bundles that a running server publishes and kiosks fetch; a bad file changes
//! nothing.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use activation_protocol::messages::{Readiness, paths};

use crate::backend::{Backend, Kiosk, succeed};
use crate::signer::{Signer, configured};

async fn start(signer: &Signer) -> (Backend, Kiosk) {
    let (folder, deck) = configured(&[signer]);
    let backend = Backend::start_in(folder, deck);
    let kiosk = backend.enrol("TT-0001").await;
    (backend, kiosk)
}

fn publish(backend: &Backend, bundle: &Path) -> Output {
    backend.command(&["card-profiles", "publish", &bundle.to_string_lossy()])
}

/// What the server's log says so far.
fn log(backend: &Backend) -> String {
    fs::read_to_string(backend.folder.path().join("log")).unwrap()
}

async fn version(kiosk: &Kiosk) -> Option<u64> {
    let readiness: Readiness = kiosk.client.get(paths::READINESS).await.json();
    readiness.card_profiles
}

async fn wait_until(backend: &Backend, event: &str, times: usize) {
    for _ in 0..50 {
        if log(backend).matches(event).count() >= times {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no {event}: {}", log(backend));
}

#[tokio::test]
async fn a_bundle_published_while_the_server_runs_reaches_the_kiosks_byte_for_byte() {
    let signer = Signer::new();
    let (backend, kiosk) = start(&signer).await;
    assert_eq!(version(&kiosk).await, None);
    let answer = kiosk.client.get(paths::CARD_PROFILES).await;
    let told = (answer.status, answer.problem());
    assert_eq!(told, (404, "not-found".to_owned()));
    assert!(
        !log(&backend).contains("profiles."),
        "nothing is wrong: {}",
        log(&backend)
    );

    for (count, number) in [(1, 2), (2, 7)] {
        let bundle = signer.sign(number);
        succeed(&publish(&backend, &bundle));
        wait_until(&backend, "profiles.published", count).await;
        assert_eq!(version(&kiosk).await, Some(number));
        let answer = kiosk.client.get(paths::CARD_PROFILES).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body == fs::read(&bundle).unwrap(), "{answer:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_the_signers_newer_bundle_leaves_the_last_good_one() {
    let (signer, stranger) = (Signer::new(), Signer::new());
    let (backend, kiosk) = start(&signer).await;
    let good = signer.sign(5);
    succeed(&publish(&backend, &good));
    wait_until(&backend, "profiles.published", 1).await;

    let changed = fs::read_to_string(&good)
        .unwrap()
        .replace("version = 5", "version = 6");
    let older = fs::read(signer.sign(4)).unwrap();
    let strangers = fs::read(stranger.sign(9)).unwrap();
    let bad: [&[u8]; 5] = [b"", b"not a bundle", changed.as_bytes(), &older, &strangers];
    for (count, file) in bad.into_iter().enumerate() {
        fs::write(backend.folder.path().join("cards.bundle"), file).unwrap();
        wait_until(&backend, "profiles.refused", count + 1).await;
        assert_eq!(version(&kiosk).await, Some(5));
        let answer = kiosk.client.get(paths::CARD_PROFILES).await;
        assert!(answer.body == fs::read(&good).unwrap());
    }
    fs::remove_file(backend.folder.path().join("cards.bundle")).unwrap();
    wait_until(&backend, "profiles.refused", bad.len() + 1).await;
    assert_eq!(version(&kiosk).await, Some(5));
}

#[tokio::test]
async fn only_an_enrolled_kiosk_gets_the_bundle() {
    let signer = Signer::new();
    let (backend, kiosk) = start(&signer).await;
    succeed(&publish(&backend, &signer.sign(2)));
    wait_until(&backend, "profiles.published", 1).await;
    succeed(&backend.command(&["kiosk", "disable", &kiosk.id.to_string()]));
    let answer = kiosk.client.get(paths::CARD_PROFILES).await;
    let told = (answer.status, answer.problem());
    assert_eq!(told, (403, "kiosk-disabled".to_owned()));
}

#[tokio::test]
async fn at_a_rotation_either_key_may_sign() {
    let (before, after) = (Signer::new(), Signer::new());
    let (folder, deck) = configured(&[&before, &after]);
    let backend = Backend::start_in(folder, deck);
    let kiosk = backend.enrol("TT-0001").await;
    succeed(&publish(&backend, &before.sign(2)));
    succeed(&publish(&backend, &after.sign(3)));
    wait_until(&backend, "profiles.published", 1).await;
    while version(&kiosk).await != Some(3) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let file = after.sign(4);
    let shown = backend.command(&["card-profiles", "show", &file.to_string_lossy()]);
    succeed(&shown);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.starts_with("number 4, "), "{shown}");
    assert!(shown.contains("\nathena10 "), "{shown}");
}
