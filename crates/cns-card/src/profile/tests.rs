// SPDX-License-Identifier: EUPL-1.2
//! A profile file says everything, and a wrong one says what is wrong.

use super::*;
use crate::StatusWord;
use crate::apdu::Transport;

const ST11: &str = include_str!("../../data/st11.toml");
const ACE25: &str = include_str!("../../data/ace25.toml");
const IDEMIA21: &str = include_str!("../../data/idemia21.toml");

fn refused(text: &str, old: &str, new: &str) -> ProfileError {
    assert!(text.contains(old), "{old}");
    Profile::parse(&text.replace(old, new)).unwrap_err()
}

#[test]
fn a_profile_says_what_the_mask_wants() {
    let profile = Profile::parse(ST11).unwrap();
    assert_eq!(profile.pin.reference, 0x90);
    assert_eq!(profile.transport.long_commands, Transport::Extended);
    assert_eq!(profile.certificate.path.0, [0x11, 0x00, 0x11, 0x01]);
    assert_eq!(profile.certificate.path_from, PathFrom::MasterFile);
    assert_eq!(profile.identity.application, None);
}

#[test]
fn a_card_of_several_applications_says_which_holds_what() {
    let profile = Profile::parse(ACE25).unwrap();
    let aid = profile.identity.application.unwrap();
    assert_eq!(aid, Hex::parse("A000000530000B104001021A").unwrap());
    assert!(
        profile
            .certificate
            .application
            .unwrap()
            .0
            .ends_with(b"ESIGN")
    );
    assert_eq!(profile.certificate.path_from, PathFrom::CurrentDirectory);
}

#[test]
fn each_bad_value_is_refused_by_name() {
    let with = |old, new| refused(ST11, old, new);
    assert!(matches!(
        with("\"11001101\"", "\"110011\""),
        ProfileError::Path
    ));
    assert!(matches!(with("\"10001003\"", "\"\""), ProfileError::Path));
    let chunk = with("read_chunk = 252", "read_chunk = 253");
    assert!(matches!(chunk, ProfileError::ReadChunk));
    let longest = with("max_length = 8", "max_length = 9");
    assert!(matches!(longest, ProfileError::PinLength));
    let mask = with("FFFFFF FF FFFF 00", "FFFFFF FF FFFF");
    assert!(matches!(mask, ProfileError::AtrPattern { index: 0 }));
    let unknown = with("padding = 0xFF", "padding = 0xFF\nminimum = 5");
    assert!(matches!(unknown, ProfileError::Toml(_)));
    assert!(matches!(
        with("10001003", "1000100G"),
        ProfileError::Toml(_)
    ));
    assert!(matches!(with("\"st11\"", "\"ST 11\""), ProfileError::Name));
    assert!(matches!(with("\"st11\"", "\"\""), ProfileError::Name));
}

#[test]
fn a_pin_that_could_reach_another_object_is_refused() {
    let with = |old: &str, new: &str| refused(ST11, old, new);
    for reference in ["0x91", "0x11", "0x80", "0x00", "0xB0", "0xFF"] {
        let line = format!("reference = {reference}");
        let error = with("reference = 0x90", &line);
        assert!(matches!(error, ProfileError::Reference), "{reference}");
    }
    let puk = with("puk_reference = 0x91", "puk_reference = 0x10");
    assert!(matches!(puk, ProfileError::Reference));
    let padding = with("padding = 0xFF", "padding = 0x30");
    assert!(matches!(padding, ProfileError::Padding));
}

#[test]
fn a_pattern_that_leaves_most_of_an_answer_free_is_refused() {
    let text = ST11
        .replace("434E53 11 3180 00", "000000 00 0000 00")
        .replace("FFFFFF FF FFFF 00", "000000 00 0000 00");
    assert!(Profile::parse(&text).is_ok(), "a half will do");
    let text = text.replace(
        "FFFFFFFFFFFFFFFFFF FFFF FF FF",
        "FF0000000000000000 0000 00 00",
    );
    let text = text.replace(
        "3BFF1800FF8131FE55 006B 02 09",
        "3B0000000000000000 0000 00 00",
    );
    let all = Profile::parse(&text);
    assert!(matches!(all, Err(ProfileError::AtrPattern { index: 0 })));
}

#[test]
fn a_path_from_the_current_directory_starts_in_an_application() {
    let path = "path = \"11001101\"";
    let lost = refused(
        ST11,
        path,
        &format!("{path}\npath_from = \"current_directory\""),
    );
    assert!(matches!(lost, ProfileError::PathFrom));
}

#[test]
fn what_is_selected_before_a_pin_must_be_in_the_profile() {
    let application = refused(ST11, "\"nothing\"", "\"application\"");
    assert!(matches!(application, ProfileError::SelectFirst));
    let inside = IDEMIA21.replace("\"master_file\"", "\"key_directory\"");
    assert!(Profile::parse(&inside).is_ok());
    let directory = refused(&inside, "directory = \"14009002\"\n", "");
    assert!(matches!(directory, ProfileError::SelectFirst));
    let aid = refused(ACE25, "A000000530455349474E", "A0000005");
    assert!(matches!(aid, ProfileError::Application));
}

#[test]
fn a_generation_may_have_words_of_its_own() {
    let text = format!("{ST11}\n[status_words]\n\"6A81\" = \"6A82\"\n");
    let words = Profile::parse(&text).unwrap().status_words;
    let meaning = |word: u16| StatusWord::from(words.meaning(word));
    assert_eq!(meaning(0x6A81), StatusWord::FileNotFound);
    assert_eq!(meaning(0x6983), StatusWord::Blocked);
}

#[test]
fn a_generation_may_speak_of_its_pin_in_words_of_its_own() {
    let text = format!("{ST11}\n[status_words]\n\"9804\" = \"6300\"\n\"9840\" = \"6983\"\n");
    let words = Profile::parse(&text).unwrap().status_words;
    assert_eq!(words.meaning(0x9804), 0x6300);
    assert_eq!(words.meaning(0x9840), 0x6983);
}

#[test]
fn no_table_hides_that_a_try_is_gone_or_promises_one() {
    for line in [
        "\"63C1\" = \"63C3\"",
        "\"63C2\" = \"6A88\"",
        "\"6300\" = \"6A88\"",
        "\"6983\" = \"6300\"",
        "\"6984\" = \"6982\"",
        "\"6982\" = \"6F00\"",
        "\"9804\" = \"63C3\"",
        "\"6A82\" = \"63C2\"",
    ] {
        let text = format!("{ST11}\n[status_words]\n{line}\n");
        let refused = Profile::parse(&text);
        assert!(matches!(refused, Err(ProfileError::Toml(_))), "{line}");
    }
}

#[test]
fn no_table_makes_a_refusal_a_success_or_a_success_a_refusal() {
    for line in [
        "\"6983\" = \"9000\"",
        "\"9000\" = \"6983\"",
        "\"6108\" = \"6983\"",
        "\"6A81\" = \"6108\"",
        "\"6A81\" = \"6C08\"",
        "\"6A81\" = \"1234\"",
        "\"6A8\" = \"6A82\"",
        "\"+A81\" = \"6A82\"",
        "\"6A81\" = 27266",
    ] {
        let text = format!("{ST11}\n[status_words]\n{line}\n");
        let refused = Profile::parse(&text);
        assert!(matches!(refused, Err(ProfileError::Toml(_))), "{line}");
    }
}
