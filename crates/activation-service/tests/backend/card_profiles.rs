// SPDX-License-Identifier: EUPL-1.2
//! Card profile bundles: signed by one who vouches for them, published by a running server,
//! fetched by kiosks; a bad file changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use activation_protocol::messages::{Readiness, paths};
use tempfile::TempDir;

use crate::backend::{Backend, Kiosk, command, config, prepare, program, succeed};
use crate::cards::Deck;

/// Who vouches for profiles: a folder with a key of its own.
struct Signer {
    folder: TempDir,
    public: String,
}

impl Signer {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = program()
            .args(["card-profiles", "keygen"])
            .arg(folder.path())
            .output();
        let made = made.unwrap();
        succeed(&made);
        let public = String::from_utf8(made.stdout).unwrap().trim().to_owned();
        Self { folder, public }
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("card-profiles.key")
    }

    fn try_sign(&self, number: u64, output: &Path, profiles: &[PathBuf]) -> Output {
        program()
            .args(["card-profiles", "sign", "--key"])
            .arg(self.key())
            .args(["--number", &number.to_string(), "-o"])
            .arg(output)
            .args(profiles)
            .output()
            .unwrap()
    }

    /// A bundle of one profile.
    fn sign(&self, number: u64) -> PathBuf {
        let output = self.folder.path().join(format!("{number}.bundle"));
        succeed(&self.try_sign(number, &output, &[profile()]));
        output
    }
}

fn profile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../cns-card/data/athena10.toml")
}

/// A folder whose configuration publishes what these may sign.
fn configured(signers: &[&Signer]) -> (TempDir, Deck) {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let keys: Vec<&str> = signers
        .iter()
        .map(|signer| signer.public.as_str())
        .collect();
    let mut text = fs::read_to_string(config(folder.path())).unwrap();
    text.push_str(&format!(
        "[card_profiles]\nbundle = \"cards.bundle\"\nkeys = {keys:?}\n"
    ));
    fs::write(config(folder.path()), text).unwrap();
    (folder, deck)
}

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

/// The one line a command that failed says.
fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[tokio::test]
async fn a_bundle_published_while_the_server_runs_reaches_the_kiosks_byte_for_byte() {
    let signer = Signer::new();
    let (backend, kiosk) = start(&signer).await;
    assert_eq!(version(&kiosk).await, None);
    let answer = kiosk.client.get(paths::CARD_PROFILES).await;
    let told = (answer.status, answer.problem());
    assert_eq!(told, (404, "not-found".to_owned()));

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

#[test]
fn the_key_is_its_owners_and_is_never_made_anew() {
    let signer = Signer::new();
    let mode = fs::metadata(signer.key()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let key = fs::read(signer.key()).unwrap();
    let again = program()
        .args(["card-profiles", "keygen"])
        .arg(signer.folder.path())
        .output();
    assert!(complaint(&again.unwrap()).contains("card-profiles.key"));
    assert_eq!(fs::read(signer.key()).unwrap(), key);

    fs::set_permissions(signer.key(), fs::Permissions::from_mode(0o644)).unwrap();
    let output = signer.folder.path().join("out");
    let said = complaint(&signer.try_sign(2, &output, &[profile()]));
    assert!(said.contains("everybody may read"), "{said}");
    assert!(!output.exists());
}

#[test]
fn a_newer_bundle_or_any_other_file_is_never_written_over() {
    let (signer, stranger) = (Signer::new(), Signer::new());
    let bundle = signer.sign(5);
    let before = fs::read(&bundle).unwrap();
    for number in [4, 5] {
        let said = complaint(&signer.try_sign(number, &bundle, &[profile()]));
        assert!(said.contains("has number 5"), "{said}");
    }
    complaint(&stranger.try_sign(9, &bundle, &[profile()]));
    assert_eq!(fs::read(&bundle).unwrap(), before);
    let notes = signer.folder.path().join("notes.txt");
    fs::write(&notes, "mine").unwrap();
    complaint(&signer.try_sign(9, &notes, &[profile()]));
    assert_eq!(fs::read(&notes).unwrap(), b"mine");
    succeed(&signer.try_sign(6, &bundle, &[profile()]));

    let (folder, _) = configured(&[&signer]);
    let publish = |file: &Path| {
        command(
            folder.path(),
            &["card-profiles", "publish", &file.to_string_lossy()],
        )
    };
    succeed(&publish(&bundle));
    assert!(complaint(&publish(&signer.sign(2))).contains("has number 6"));
    assert!(complaint(&publish(&stranger.sign(9))).contains("unknown key"));
}

#[test]
fn a_profile_that_is_none_is_named_and_nothing_is_written() {
    let signer = Signer::new();
    let output = signer.folder.path().join("out");
    let bad = signer.folder.path().join("bad.toml");
    fs::write(&bad, "name = 1\n").unwrap();
    let said = complaint(&signer.try_sign(2, &output, &[profile(), bad]));
    assert!(said.contains("bad.toml"), "{said}");
    let nowhere = signer.folder.path().join("nowhere.toml");
    let said = complaint(&signer.try_sign(2, &output, &[nowhere]));
    assert!(said.contains("nowhere.toml"), "{said}");
    complaint(&signer.try_sign(2, &output, &[profile(), profile()]));
    assert!(!output.exists());
}

#[test]
fn a_configuration_with_a_key_that_is_none_is_not_used() {
    for (keys, word) in [("[]", "empty"), ("[\"AAAA\"]", "card_profiles.keys")] {
        let folder = prepare(&Deck::new());
        let mut text = fs::read_to_string(config(folder.path())).unwrap();
        text.push_str(&format!("[card_profiles]\nbundle = \"x\"\nkeys = {keys}\n"));
        fs::write(config(folder.path()), text).unwrap();
        let output = command(folder.path(), &["kiosk", "list"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(word),
            "{output:?}"
        );
    }
}

#[test]
fn a_server_without_profiles_has_none_to_publish() {
    let folder = prepare(&Deck::new());
    let signer = Signer::new();
    let bundle = signer.sign(2);
    let publish = ["card-profiles", "publish", &bundle.to_string_lossy()];
    let output = command(folder.path(), &publish);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("card_profiles"));
    let show = [
        "card-profiles",
        "show",
        &bundle.to_string_lossy(),
        "--key",
        &signer.public,
    ];
    succeed(&command(folder.path(), &show));
}
