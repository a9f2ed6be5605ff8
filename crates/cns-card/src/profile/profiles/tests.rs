// SPDX-License-Identifier: EUPL-1.2
//! Every answer to reset that is publicly listed for a CNS, and which generation it is of.

use super::*;
use crate::profile::{AtrPattern, Hex};

const CNS: &str = "a CNS";
const OTHER: &str = "no CNS";

/// pcsc-tools smartcard_list.txt of June 2026, its CNS contact cards.
const LISTED: [(&str, &str); 32] = [
    // Athena: Tuscany and Lombardy, Actalis, Tuscany 2011, Tuscany on NXP, TS-CNS on ST.
    (
        "3BDF18008131FE7D006B150C0181011101434E53103180E8",
        "athena10",
    ),
    (
        "3BDF18008131FE7D006B150C0180011101434E53103180E9",
        "athena10",
    ),
    (
        "3BDF18008131FE7D006B150C0180010101434E53103180F9",
        "athena10",
    ),
    (
        "3BDF18008131FE7D006B040C0184011101434E53103180FC",
        "athena10",
    ),
    (
        "3BDF18008131FE7D006B020C0182011101434E53103180FC",
        "athena10",
    ),
    // Incard: Aruba for Tuscany, Lombardy, InfoCamere.
    (
        "3BFF1800FF8131FE55006B02090303010101434E531031809D",
        "incard10",
    ),
    (
        "3BFF1800FF8131FE55006B02090200011101434E531031808F",
        "incard10",
    ),
    (
        "3BFF1800FF8131FE55006B02090200010101434E531031809F",
        "incard10",
    ),
    // STIncard 1.1: InfoCamere, Tuscany 2021, Trento 2022.
    ("3BFF1800FF8131FE55006B02090200011101434E531131808E", "st11"),
    ("3BFF1800FF8131FE55006B02091617011101434E531131808D", "st11"),
    ("3BFF1800FF8131FE55006B02091717011101434E531131808C", "st11"),
    // J-SIGN, a commercial CNS: TC1 is 00.
    ("3BFF1800008131FE55006B02090403010101434E5310318065", CNS),
    ("3BFF1800008131FE55006B02090503010101434E5310318064", CNS),
    ("3BFF1800008131FE55006B02090603010101434E5310318067", CNS),
    ("3BFF1800008131FE55006B02090703010101434E5310318066", CNS),
    ("3BFF1800008131FE55006B02091403010101434E5310318075", CNS),
    ("3BFF1800008131FE55006B02091613010101434E5310318067", CNS),
    ("3BFF1800008131FE55006B02091717010101434E5310318062", CNS),
    // Oberthur: Friuli, Sardinia and Emilia, Liguria and Veneto.
    (
        "3BFF1800008131FE45006B04050100011101434E5310318069",
        "oberthur10",
    ),
    (
        "3BFF1800008131FE45006B04050100012101434E5310318059",
        "oberthur10",
    ),
    (
        "3BFF1800008131FE45006B05051017012101434E531031805E",
        "oberthur10",
    ),
    // Idemia from 2019 on, the last on Cosmo 9.1.
    (
        "3BFF1800008131FE45006B05052000012101434E5310318079",
        "idemia21",
    ),
    (
        "3BFF1800008131FE45006B0505200001F101434E53103180A9",
        "idemia21",
    ),
    (
        "3BFF1800008131FE45006B0505912001F101434E5310318038",
        "idemia21",
    ),
    // Siemens CardOS: Lombardy, Sicily, Lombardy, Trento.
    (
        "3BFF1800FFC10A31FE55006B0508C805011101434E531031800C",
        "cardos10",
    ),
    (
        "3BFF1800FFC10A31FE55006B0508C809011101434E5310318000",
        "cardos10",
    ),
    (
        "3BFF1800FFC10A31FE55006B0508C80A011101434E5310318003",
        "cardos10",
    ),
    (
        "3BFF1800FFC10A31FE55006B0508C80C011101434E5310318005",
        "cardos10",
    ),
    // G&D "ACe" of 2025, Tuscany.
    (
        "3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D",
        "ace25",
    ),
    // Professional health card and pure signature card: not for citizens.
    ("3BDF18008131FE7D006B150C01810111014850431031 80EA", OTHER),
    ("3BFF1800FF8131FE55006B0209030301010144534410 318095", OTHER),
    // The first Carta d'Identità Elettronica.
    ("3BF41800FF8131805500318000C7", OTHER),
];

/// Contactless sides of TS-CNS cards, which say nothing of their generation.
const CONTACTLESS: [&str; 7] = [
    "3B80800101",
    "3B888001000000000381 91001A",
    "3B8880010000000033 8191002A",
    "3B88800100000000F781C100BE",
    "3B88800130ABAB017781B70079",
    "3B88800130ABAB017781B71069",
    "3B8B80010031C164000000000000000014",
];

fn bytes(atr: &str) -> Vec<u8> {
    Hex::parse(atr).expect("the list is in hexadecimal").0
}

fn recognised(atr: &str) -> String {
    match Profiles::builtin().recognise(&bytes(atr)) {
        Recognition::Known(profile) => profile.name.clone(),
        Recognition::UnknownCns => CNS.into(),
        Recognition::Unknown => OTHER.into(),
    }
}

#[test]
fn every_listed_card_goes_to_its_generation() {
    for (atr, name) in LISTED {
        assert_eq!(recognised(atr), name, "{atr}");
    }
}

#[test]
fn a_contactless_side_is_of_no_known_generation() {
    for atr in CONTACTLESS {
        assert_eq!(recognised(atr), OTHER, "{atr}");
    }
    assert_eq!(recognised(""), OTHER, "a mute card");
}

#[test]
fn no_card_belongs_to_two_generations() {
    for (atr, _) in LISTED {
        let atr = bytes(atr);
        let matching = Profiles::builtin()
            .iter()
            .filter(|profile| profile.atr.iter().any(|pattern| pattern.matches(&atr)))
            .count();
        assert!(matching <= 1);
    }
}

#[test]
fn no_two_generations_have_an_answer_in_common() {
    let all = Profiles::builtin();
    for (index, one) in all.0.iter().enumerate() {
        for other in &all.0[index + 1..] {
            for (a, b) in one
                .atr
                .iter()
                .flat_map(|a| other.atr.iter().map(move |b| (a, b)))
            {
                assert!(!have_common_atr(a, b), "{} and {}", one.name, other.name);
            }
        }
    }
}

/// Whether some ATR matches both: same length, and no bit that both fix differently.
fn have_common_atr(a: &AtrPattern, b: &AtrPattern) -> bool {
    let (a, b) = (
        a.value.0.iter().zip(&a.mask.0),
        b.value.0.iter().zip(&b.mask.0),
    );
    a.len() == b.len()
        && a.zip(b).all(|((value_a, mask_a), (value_b, mask_b))| {
            (value_a ^ value_b) & mask_a & mask_b == 0
        })
}

#[test]
fn the_list_was_copied_without_a_slip() {
    for (atr, _) in LISTED {
        let atr = bytes(atr);
        if atr::is_cns(&atr) {
            assert_eq!(
                atr[1..].iter().fold(0, |sum, byte| sum ^ byte),
                0,
                "{atr:02X?}"
            );
        }
    }
}

#[test]
fn one_byte_of_the_system_version_tells_idemia_from_oberthur() {
    for version in 0..=0xFF_u8 {
        let atr = format!("3BFF1800008131FE45006B0505{version:02X}17012101434E531031805E");
        let name = if version < 0x20 {
            "oberthur10"
        } else {
            "idemia21"
        };
        assert_eq!(recognised(&atr), name, "{version:02X}");
    }
}

#[test]
fn each_generation_says_where_its_facts_are_from() {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    for profile in Profiles::builtin().iter() {
        assert!(profile.source.len() > 20, "{}", profile.name);
        assert!(time::Date::parse(&profile.date, format).is_ok());
    }
    assert_eq!(Profiles::builtin().iter().count(), 7);
}

#[test]
fn a_profile_file_may_add_a_generation_but_not_a_second_of_a_name() {
    let st11 = include_str!("../../../data/st11.toml");
    let renamed = st11.replace("name = \"st11\"", "name = \"st11-field\"");
    let all = Profiles::builtin()
        .overridden_by(Profiles::parse(&renamed).unwrap())
        .unwrap();
    assert_eq!(all.0[0].name, "st11-field");
    assert!(matches!(
        Profiles::builtin().overridden_by(Profiles::parse(st11).unwrap()),
        Err(ProfileError::SameName)
    ));
}
