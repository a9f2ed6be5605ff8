// SPDX-License-Identifier: EUPL-1.2
//! Whatever comes in, parsers answer, and what they accept reads back as it was.

use activation_protocol::messages::{
    AbortRequest, Authorised, Bound, CardCheck, CardCheckRequest, ConfirmationRequest, Confirmed,
    EnrolmentRequest, EnrolmentStatus, NewCardRequest, OldProofRequest, OpenSession, Readiness,
    ReleaseReport, ReleaseRequest, SessionOpened,
};
use activation_protocol::pin::{PersonalNumbers, PinRules};
use activation_protocol::{
    Bytes, CodiceFiscale, IdCarta, Nonce, Pin, Problem, Puk, ReceiptCode, SealedRelease, SessionId,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

/// A codice fiscale whose check character this test computes its own way: the sum of the table of
/// DM 23 December 1976 over pairs of characters.
fn check_character(first: &str) -> char {
    const ODD: &str = "BAFHJNPRTVCESULDGIMOQKWZYX";
    let value = |c: char| {
        let value = c.to_digit(36).expect("alphanumeric");
        usize::try_from(if value < 10 { value } else { value - 10 }).expect("below 26")
    };
    let sum: usize = first
        .chars()
        .enumerate()
        .map(|(i, c)| match i % 2 {
            0 => value(ODD.as_bytes()[value(c)].into()),
            _ => value(c),
        })
        .sum();
    char::from(b'A' + u8::try_from(sum % 26).expect("below 26"))
}

/// JSON a few levels deep, with names that messages use among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[A-Za-z0-9_-]{0,44}".prop_map(Value::from),
        ".{0,16}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 40, 8, |inner| {
        let key = prop_oneof![
            "(ok|reasons|server_time|card|cert|id_carta|profile|ek|consent_hash|app|flow|nonce)",
            "(not_after|sig|sid|status|code|verb|sw|result|no_write|kiosk_time|dp_hash|id)",
            ".{0,8}",
        ];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((key, inner), 0..10).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Reads the text as every message there is; what is read is written and read again.
fn read_as_everything(text: &str) -> Result<(), TestCaseError> {
    macro_rules! each {
        ($($message:ty),* $(,)?) => {$(
            if let Ok(read) = serde_json::from_str::<$message>(text) {
                let written = serde_json::to_string(&read).expect("plain data");
                prop_assert_eq!(serde_json::from_str::<$message>(&written).ok(), Some(read));
            }
        )*};
    }
    each!(
        AbortRequest,
        Authorised,
        Bound,
        CardCheck,
        CardCheckRequest,
        ConfirmationRequest,
        Confirmed,
        EnrolmentRequest,
        EnrolmentStatus,
        NewCardRequest,
        OldProofRequest,
        OpenSession,
        Problem,
        Readiness,
        ReleaseReport,
        ReleaseRequest,
        SealedRelease,
        SessionOpened,
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_gets_an_answer(text in ".{0,40}") {
        let upper = text.to_ascii_uppercase();
        if let Ok(code) = CodiceFiscale::parse(&text) {
            prop_assert_eq!(code.expose(), upper);
        }
        if let Ok(id) = IdCarta::parse(&text) {
            prop_assert_eq!(id.expose(), text.as_str());
        }
        if let Ok(code) = ReceiptCode::parse(&text) {
            prop_assert_eq!(ReceiptCode::parse(&code.to_string()), Ok(code));
        }
        let digits = text.bytes().all(|c| c.is_ascii_digit());
        prop_assert_eq!(Pin::new(text.as_bytes()).is_ok(), digits && (5..=8).contains(&text.len()));
        prop_assert_eq!(Puk::new(text.as_bytes()).is_ok(), digits && text.len() == 8);
    }

    #[test]
    fn a_codice_fiscale_is_good_with_its_own_check_character_only(
        first in "[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z]\
            [0-9LMNPQRSTUV]{3}",
        other in "[A-Z]",
    ) {
        let good = format!("{first}{}", check_character(&first));
        let parsed = CodiceFiscale::parse(&good).expect("a good code");
        prop_assert_eq!(parsed.expose(), good.as_str());
        prop_assert!(CodiceFiscale::parse(&good.to_lowercase()).is_ok_and(|it| it == parsed));
        let changed = format!("{first}{other}");
        prop_assert_eq!(CodiceFiscale::parse(&changed).is_ok(), changed == good);
    }

    #[test]
    fn undoing_omocodia_leaves_digits_where_digits_belong(
        first in "[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z]\
            [0-9LMNPQRSTUV]{3}",
    ) {
        let code = CodiceFiscale::parse(&format!("{first}{}", check_character(&first)));
        let plain = code.expect("a good code").without_omocodia();
        for (at, (plain, given)) in plain.into_iter().zip(first.bytes()).enumerate() {
            if [6, 7, 9, 10, 12, 13, 14].contains(&at) {
                prop_assert!(plain.is_ascii_digit());
            } else {
                prop_assert_eq!(plain, given);
            }
        }
    }

    #[test]
    fn no_single_wrong_digit_of_a_card_number_goes_unnoticed(
        first in "[0-9]{15}", at in 0_usize..16, shift in 1_u8..10,
    ) {
        let good = (0..10)
            .map(|last| format!("{first}{last}"))
            .filter(|number| IdCarta::parse(number).is_ok())
            .collect::<Vec<_>>();
        prop_assert_eq!(good.len(), 1);
        let mut wrong = good[0].clone().into_bytes();
        wrong[at] = b'0' + (wrong[at] - b'0' + shift) % 10;
        let wrong = String::from_utf8(wrong).expect("digits");
        prop_assert!(IdCarta::parse(&wrong).is_err());
    }

    #[test]
    fn a_receipt_code_survives_a_careless_reader_and_shows_a_wrong_symbol(
        random in any::<[u8; 5]>(), at in 0_usize..8, other in "[0-9A-HJKMNP-TV-Z]",
    ) {
        let code = ReceiptCode::from_random(random);
        let shown = code.to_string();
        let careless = shown.to_lowercase().replace('-', "").replace('1', "l");
        prop_assert_eq!(ReceiptCode::parse(&careless), Ok(code));
        let mut wrong = shown.replace('-', "");
        wrong.replace_range(at..=at, &other);
        let same = wrong == shown.replace('-', "");
        prop_assert_eq!(ReceiptCode::parse(&wrong).is_ok(), same);
    }

    #[test]
    fn pins_are_the_same_exactly_when_their_digits_are(a in "[0-9]{5,8}", b in "[0-9]{5,8}") {
        let pin = |digits: &str| Pin::new(digits.as_bytes()).expect("a PIN");
        prop_assert_eq!(pin(&a).same_as(&pin(&b)), a == b);
        prop_assert!(pin(&a).same_as(&pin(&a)));
        prop_assert_eq!(&pin(&a).padded()[..a.len()], a.as_bytes());
        prop_assert!(pin(&a).padded()[a.len()..].iter().all(|byte| *byte == 0xFF));
    }

    #[test]
    fn any_choice_is_judged_whatever_the_card_says_of_its_holder(
        pin in "[0-9]{5,8}",
        birth_date in vec(any::<u8>(), 0..10),
        id_carta in vec(any::<u8>(), 0..20),
        min_len: u8,
        max_len: u8,
    ) {
        let pin = Pin::new(pin.as_bytes()).expect("a PIN");
        let personal = PersonalNumbers { birth_date: &birth_date, id_carta: &id_carta };
        let verdict = PinRules { min_len, max_len }.check(&pin, personal);
        let len = u8::try_from(pin.expose().len()).expect("at most eight");
        prop_assert!(verdict.is_err() || (min_len..=max_len).contains(&len));
    }

    #[test]
    fn bytes_and_nonces_read_back(bytes in vec(any::<u8>(), 0..300), nonce: [u8; 32]) {
        let written = serde_json::to_string(&Bytes(bytes.clone())).expect("plain data");
        prop_assert!(!written.contains(['+', '/', '=']));
        prop_assert_eq!(serde_json::from_str::<Bytes>(&written).expect("ours").0, bytes);
        let written = serde_json::to_string(&Nonce(nonce)).expect("plain data");
        prop_assert_eq!(serde_json::from_str::<Nonce>(&written).expect("ours").0, nonce);
    }

    #[test]
    fn a_session_id_reads_back_and_tells_its_time(unix_ms in 0..1_u64 << 48, random: [u8; 10]) {
        let id = SessionId::new(unix_ms, random);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        prop_assert_eq!(id.0.get_version_num(), 7);
        let time = id.as_bytes()[..6].iter().fold(0, |ms, byte| ms << 8 | u64::from(*byte));
        prop_assert_eq!(time, unix_ms);
    }

    #[test]
    fn no_json_makes_a_message_panic(json in any_json()) {
        read_as_everything(&json.to_string())?;
    }

    #[test]
    fn no_text_makes_a_message_panic(text in ".{0,80}") {
        read_as_everything(&text)?;
    }
}
