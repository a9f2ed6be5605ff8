// SPDX-License-Identifier: EUPL-1.2
//! Card profile bundles on the command line: keys, signatures, and files that are never lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use crate::backend::{command, config, prepare, program, succeed};
use crate::cards::Deck;
use crate::signer::{Signer, configured, profile};

/// The one line a command that failed says.
fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
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
