// SPDX-License-Identifier: EUPL-1.2
//! The whole way: from readiness to the code on the slip, and what is left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use activation_protocol::messages::{ConfirmationStatus, Confirmed, Readiness, paths};
use activation_protocol::release::ReleasedSecret;

use crate::backend::Backend;
use crate::cards::{HOLDER, ISSUED_PIN, PUK};
use crate::visit::Visit;

#[tokio::test]
async fn the_old_card_hands_over_to_the_new_one() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let readiness: Readiness = kiosk.client.get(paths::READINESS).await.json();
    assert!(readiness.ok, "{readiness:?}");

    let mut visit = Visit::released(&kiosk, old, new).await;
    let ReleasedSecret::IssuedPin(pin) = visit.opened_secret(old, new) else {
        panic!("the usual mode releases the issued PIN");
    };
    assert_eq!(pin.expose(), ISSUED_PIN.as_bytes());

    let confirmed: Confirmed = visit.confirm(old, new).await.json();
    assert_eq!(confirmed.status, ConfirmationStatus::Confirmed);

    // The old card no longer authorises anything, and the new one has nothing left to do.
    assert_eq!(
        Visit::at(&kiosk).open(old).await.problem(),
        "already-active"
    );
    assert_eq!(
        Visit::at(&kiosk).open(new).await.problem(),
        "already-active"
    );
}

#[tokio::test]
async fn the_vault_forgets_the_issued_pin_after_the_confirmation() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let pins = || {
        let shards = fs::read_dir(backend.folder.path().join("vault/records")).unwrap();
        let files = shards.flat_map(|shard| fs::read_dir(shard.unwrap().path()).unwrap());
        let paths = files.map(|file| file.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|is| is == "pin"))
            .count()
    };
    assert_eq!(pins(), 2);
    let visit = Visit::released(&kiosk, old, new).await;
    assert_eq!(visit.confirm(old, new).await.status, 200);
    for _ in 0..50 {
        if pins() == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the issued PIN is still there");
}

#[tokio::test]
async fn nothing_personal_is_left_in_files_and_logs() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    assert_eq!(visit.confirm(old, new).await.status, 200);
    let codes = [HOLDER, PUK, old.number.expose(), new.number.expose()];
    let mut planted: Vec<Vec<u8>> = codes.map(|text| text.as_bytes().to_vec()).to_vec();
    planted.push(old.der.clone());
    planted.push(format!("\"{ISSUED_PIN}\"").into_bytes());
    // Stopped first, so that nothing is only in memory.
    let (folder, _, code) = backend.stop();
    assert_eq!(code, Some(0));
    let import = folder.path().join("cards.jsonl");
    assert!(holds_any(&import, &planted).is_some());
    fs::remove_file(import).unwrap();
    for file in files_under(folder.path()) {
        let found = holds_any(&file, &planted);
        assert!(found.is_none(), "{} holds {found:?}", file.display());
    }
}

#[tokio::test]
async fn events_have_stable_ids() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    assert_eq!(visit.confirm(old, new).await.status, 200);
    let (folder, ..) = backend.stop();
    let log = fs::read_to_string(folder.path().join("log")).unwrap();
    let ids: Vec<u64> = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter_map(|event| event["id"].as_u64())
        .collect();
    for id in [5001, 5002, 5004, 5006, 5012, 5013, 5014, 5015] {
        assert!(ids.contains(&id), "{id}: {log}");
    }
}

/// The place in the list of the first that a file holds.
fn holds_any(file: &Path, planted: &[Vec<u8>]) -> Option<usize> {
    let bytes = fs::read(file).unwrap();
    planted
        .iter()
        .position(|text| bytes.windows(text.len()).any(|window| window == text))
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else {
            files.push(path);
        }
    }
    files
}
