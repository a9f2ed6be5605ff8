// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What replaces the profiles, what does not, and what is left after a restart.

use tempfile::TempDir;

use super::samples::{OURS, ST11, THEIRS, bundle, name, signer};
use super::*;

fn opened(folder: &TempDir) -> (CardProfiles, Option<ProfilesRefused>) {
    CardProfiles::open(vec![BundleKey::of(&signer(OURS))], folder.path())
}

fn uses(profiles: &CardProfiles, version: u64) -> bool {
    let named = profiles.in_use().by_name(&name(version)).is_some();
    named && profiles.version() == version
}

fn uses_builtin(profiles: &CardProfiles) -> bool {
    profiles.in_use().by_name("athena10").is_some() && profiles.version() == BUILTIN_VERSION
}

fn reason(offered: Result<bool, ProfilesRefused>) -> &'static str {
    offered.unwrap_err().word()
}

#[test]
fn a_good_bundle_is_used_after_the_change_over_and_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, refused) = opened(&folder);
    assert!(refused.is_none() && uses_builtin(&profiles));
    assert!(profiles.offer(&bundle(7, OURS)).unwrap());
    assert!(uses_builtin(&profiles), "a visit may be under way");
    assert_eq!(profiles.change_over(), Some(7));
    assert!(uses(&profiles, 7));
    assert_eq!(profiles.change_over(), None);
    let (restarted, refused) = opened(&folder);
    assert!(refused.is_none() && uses(&restarted, 7));
}

#[test]
fn a_bad_bundle_is_refused_and_the_last_good_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, _) = opened(&folder);
    profiles.offer(&bundle(7, OURS)).unwrap();
    profiles.change_over();
    let mut changed = bundle(9, OURS);
    *changed.last_mut().unwrap() ^= 1;
    for (file, word) in [
        (b"nonsense".to_vec(), "malformed"),
        (vec![b' '; ProfileBundle::LONGEST + 1], "too-large"),
        (bundle(9, THEIRS), "unknown-key"),
        (changed, "bad-signature"),
        (bundle(6, OURS), "not-newer"),
    ] {
        assert_eq!(reason(profiles.offer(&file)), word);
        assert_eq!(profiles.change_over(), None);
    }
    assert!(uses(&profiles, 7));
    let (restarted, refused) = opened(&folder);
    assert!(refused.is_none() && uses(&restarted, 7));
}

#[test]
fn the_same_bundle_again_is_no_news_and_the_same_version_of_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, _) = opened(&folder);
    assert!(profiles.offer(&bundle(7, OURS)).unwrap());
    assert!(!profiles.offer(&bundle(7, OURS)).unwrap());
    let text = ST11.replace("name = \"st11\"", "name = \"other\"");
    let other = ProfileBundle::seal(7, &[&text], &signer(OURS)).unwrap();
    assert_eq!(reason(profiles.offer(other.as_bytes())), "not-newer");
    let (mut restarted, _) = opened(&folder);
    assert!(!restarted.offer(&bundle(7, OURS)).unwrap());
}

#[test]
fn the_newest_of_several_waits_for_the_change_over() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, _) = opened(&folder);
    profiles.offer(&bundle(7, OURS)).unwrap();
    assert!(profiles.wants(8) && !profiles.wants(7));
    profiles.offer(&bundle(8, OURS)).unwrap();
    assert_eq!(reason(profiles.offer(&bundle(7, OURS))), "not-newer");
    assert_eq!(profiles.change_over(), Some(8));
}

#[test]
fn a_kept_bundle_that_was_damaged_is_refused_and_the_builtin_profiles_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, _) = opened(&folder);
    profiles.offer(&bundle(7, OURS)).unwrap();
    let mut kept = std::fs::read(&profiles.kept).unwrap();
    *kept.last_mut().unwrap() ^= 1;
    std::fs::write(&profiles.kept, kept).unwrap();
    let (mut restarted, refused) = opened(&folder);
    assert_eq!(refused.unwrap().word(), "bad-signature");
    assert!(uses_builtin(&restarted));
    assert!(restarted.offer(&bundle(7, OURS)).unwrap());
}

#[test]
fn a_bundle_that_cannot_be_kept_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, _) = CardProfiles::open(
        vec![BundleKey::of(&signer(OURS))],
        &folder.path().join("not-there"),
    );
    assert_eq!(reason(profiles.offer(&bundle(7, OURS))), "not-kept");
    assert_eq!(profiles.change_over(), None);
}

#[test]
fn a_totem_without_keys_wants_nothing_and_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut profiles, _) = CardProfiles::open(Vec::new(), folder.path());
    assert!(!profiles.wants(u64::MAX));
    assert_eq!(reason(profiles.offer(&bundle(7, OURS))), "unknown-key");
}
