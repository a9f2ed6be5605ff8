// SPDX-License-Identifier: EUPL-1.2
//! A bundle is taken whole from the right hand, or not at all.

use proptest::prelude::*;

use super::*;

const ST11: &str = include_str!("../../../data/st11.toml");
const ACE25: &str = include_str!("../../../data/ace25.toml");

fn signer(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("any 32 bytes are a seed")
}

fn keys() -> [BundleKey; 2] {
    [BundleKey::of(&signer(1)), BundleKey::of(&signer(2))]
}

fn bundle(version: u64) -> String {
    ProfileBundle::seal(version, &[ST11, ACE25], &signer(1)).unwrap()
}

fn opened(file: &str) -> Result<ProfileBundle, BundleError> {
    ProfileBundle::open(file.as_bytes(), &keys(), BUILTIN_VERSION)
}

/// A file that says what `seal` would not, with a good signature.
fn signed(content: &str) -> String {
    let signature = STANDARD.encode(signer(1).sign(&message(content)));
    let key = BundleKey::of(&signer(1)).id();
    format!("{LABEL} {key} {signature}\n{content}")
}

fn content() -> String {
    let file = bundle(7);
    file.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn what_is_sealed_is_what_is_opened() {
    let opened = opened(&bundle(7)).unwrap();
    assert_eq!(opened.version, 7);
    let profiles: Vec<&Profile> = opened.profiles.iter().collect();
    let [st11, ace25] = profiles[..] else {
        panic!("two profiles went in");
    };
    assert_eq!(*st11, Profile::parse(ST11).unwrap());
    assert_eq!(*ace25, Profile::parse(ACE25).unwrap());
}

#[test]
fn all_built_in_profiles_fit_a_bundle() {
    let data = super::super::profiles::BUILTIN;
    let file = ProfileBundle::seal(2, &data, &signer(2)).unwrap();
    let opened = opened(&file).unwrap();
    assert!(opened.profiles.iter().eq(Profiles::builtin().iter()));
}

#[test]
fn either_of_two_keys_will_do_and_no_third() {
    for seed in [1, 2] {
        let file = ProfileBundle::seal(7, &[ST11], &signer(seed)).unwrap();
        assert!(opened(&file).is_ok());
    }
    let file = ProfileBundle::seal(7, &[ST11], &signer(3)).unwrap();
    assert!(matches!(opened(&file), Err(BundleError::UnknownKey)));
    let none = ProfileBundle::open(bundle(7).as_bytes(), &[], 0);
    assert!(matches!(none, Err(BundleError::UnknownKey)));
}

#[test]
fn a_known_name_under_another_hand_is_a_bad_signature() {
    let [first, second] = keys().map(|key| key.id());
    let file = bundle(7).replace(&first, &second);
    assert!(matches!(opened(&file), Err(BundleError::BadSignature)));
}

#[test]
fn a_signature_without_the_label_is_not_one() {
    let content = content();
    let signature = STANDARD.encode(signer(1).sign(content.as_bytes()));
    let key = BundleKey::of(&signer(1)).id();
    let file = format!("{LABEL} {key} {signature}\n{content}");
    assert!(matches!(opened(&file), Err(BundleError::BadSignature)));
}

#[test]
fn a_flipped_bit_in_any_line_is_refused() {
    let file = bundle(7);
    let mut start = 0;
    for line in file.split_inclusive('\n') {
        for bit in 0..8 {
            let mut bytes = file.clone().into_bytes();
            bytes[start + line.len() / 2] ^= 1 << bit;
            let refused = ProfileBundle::open(&bytes, &keys(), 0);
            assert!(refused.is_err(), "bit {bit} of: {line}");
        }
        start += line.len();
    }
}

#[test]
fn only_a_newer_version_replaces_what_is_in_use() {
    for version in [0, 6, 7] {
        let refused = ProfileBundle::open(bundle(version).as_bytes(), &keys(), 7);
        let Err(BundleError::NotNewer {
            version: old,
            newer_than: 7,
        }) = refused
        else {
            panic!("version {version} is not above 7");
        };
        assert_eq!(old, version);
    }
    assert!(ProfileBundle::open(bundle(8).as_bytes(), &keys(), 7).is_ok());
}

#[test]
fn versions_do_not_run_out() {
    assert_eq!(opened(&bundle(u64::MAX)).unwrap().version, u64::MAX);
}

#[test]
fn one_bad_profile_keeps_all_out() {
    let bad = content().replace("read_chunk = 252", "read_chunk = 0");
    let Err(BundleError::Profile { index: 0, error }) = opened(&signed(&bad)) else {
        panic!("a chunk of nothing reads nothing");
    };
    assert!(matches!(error, ProfileError::ReadChunk));
    let second = content().replacen(
        "select_first = \"application\"",
        "select_first = \"hope\"",
        1,
    );
    assert!(matches!(
        opened(&signed(&second)),
        Err(BundleError::Profile {
            index: 1,
            error: ProfileError::Toml(_)
        })
    ));
}

#[test]
fn two_profiles_of_one_name_are_refused_on_both_sides() {
    let twice = ProfileBundle::seal(7, &[ST11, ST11], &signer(1));
    let opened = opened(&signed(&content().replace("ace25", "st11")));
    for refused in [twice.map(drop), opened.map(drop)] {
        assert!(matches!(
            refused,
            Err(BundleError::Profile {
                index: 1,
                error: ProfileError::SameName
            })
        ));
    }
}

#[test]
fn nothing_may_follow_or_precede_the_signed_text() {
    let file = bundle(7);
    for more in ["\n", " ", "\0", "# a comment\n", "[[profile]]\n"] {
        let refused = opened(&format!("{file}{more}"));
        assert!(matches!(refused, Err(BundleError::BadSignature)));
        let refused = opened(&format!("{more}{file}"));
        assert!(matches!(refused, Err(BundleError::Malformed)));
    }
}

#[test]
fn a_first_line_has_exactly_three_words() {
    let file = bundle(7);
    let (first, content) = file.split_once('\n').unwrap();
    for line in [
        String::new(),
        first.replace("-v1", "-v2"),
        format!("{first} "),
        format!("{first}\r"),
        format!("{first} more"),
        first.replacen(' ', "  ", 1),
        first.replace('=', ""),
    ] {
        let refused = opened(&format!("{line}\n{content}"));
        assert!(matches!(refused, Err(BundleError::Malformed)), "{line}");
    }
    assert!(matches!(opened(first), Err(BundleError::Malformed)));
}

#[test]
fn signed_content_that_is_no_bundle_is_malformed() {
    for content in [
        "",
        "version = 7\n",
        "version = 7\nprofile = []\n",
        "version = -7\n",
        "no TOML",
        &content().replacen("version", "edition", 1),
        &format!("author = \"\"\n{}", content()),
    ] {
        let refused = opened(&signed(content));
        assert!(matches!(refused, Err(BundleError::Malformed)), "{content}");
    }
}

#[test]
fn more_than_a_megabyte_is_not_looked_at() {
    let long = vec![b'#'; ProfileBundle::LONGEST + 1];
    let refused = ProfileBundle::open(&long, &keys(), 0);
    assert!(matches!(refused, Err(BundleError::TooLarge)));
    let refused = ProfileBundle::open(&long[1..], &keys(), 0);
    assert!(matches!(refused, Err(BundleError::Malformed)));
    let source = "x".repeat(ProfileBundle::LONGEST);
    let text = ST11.replace("pcsc-tools", &source);
    let refused = ProfileBundle::seal(7, &[&text], &signer(1));
    assert!(matches!(refused, Err(BundleError::TooLarge)));
}

#[test]
fn a_bundle_is_not_made_of_what_could_not_be_opened() {
    let none = ProfileBundle::seal(7, &[], &signer(1));
    assert!(matches!(none, Err(BundleError::Malformed)));
    let text = ProfileBundle::seal(7, &[ST11, "no TOML"], &signer(1));
    assert!(matches!(text, Err(BundleError::Profile { index: 1, .. })));
}

#[test]
fn a_key_survives_the_way_there_and_back() {
    let key = BundleKey::of(&signer(1));
    assert_eq!(BundleKey::from_base64(&key.to_base64()).unwrap(), key);
    assert_ne!(key.id(), BundleKey::of(&signer(2)).id());
    for text in ["", "AAAA", "not base64", &key.to_base64()[1..]] {
        let refused = BundleKey::from_base64(text);
        assert!(matches!(refused, Err(BundleError::MalformedKey)), "{text}");
    }
}

proptest! {
    #![proptest_config(crate::seeded::cases())]

    #[test]
    fn any_changed_byte_is_refused(at: prop::sample::Index, change in 1..=0xFF_u8) {
        let mut bytes = bundle(7).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        prop_assert!(ProfileBundle::open(&bytes, &keys(), 0).is_err());
    }

    #[test]
    fn any_cut_is_refused(at: prop::sample::Index) {
        let bytes = bundle(7).into_bytes();
        prop_assert!(ProfileBundle::open(&bytes[..at.index(bytes.len())], &keys(), 0).is_err());
    }

    #[test]
    fn any_bytes_are_opened_or_refused(bytes: Vec<u8>) {
        prop_assert!(ProfileBundle::open(&bytes, &keys(), 0).is_err());
    }

    #[test]
    fn any_signed_content_is_opened_or_refused(content: String) {
        let _ = opened(&signed(&content));
    }
}
