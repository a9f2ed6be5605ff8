// SPDX-License-Identifier: EUPL-1.2
//! Whole slips through layout, encoder and decoder.

use activation_protocol::{IdCarta, ReceiptCode};
use proptest::prelude::*;
use receipt::{
    CardTail, Line, PaperLine, PrinterProfile, Receipt, ReceiptLabels, Slip, decode, encode, layout,
};

const CARD: &str = "6090000000001006";

fn profiles() -> [PrinterProfile; 2] {
    ["epson", "custom-vkp80iii"].map(|name| PrinterProfile::builtin(name).expect("built in"))
}

fn words(rows: &[PaperLine]) -> String {
    rows.iter()
        .map(PaperLine::text)
        .collect::<Vec<_>>()
        .join("\n")
}

fn card() -> IdCarta {
    IdCarta::parse(CARD).expect("a card number")
}

fn receipt() -> Receipt {
    Receipt {
        service: "PuntoSì".into(),
        title: "La nuova tessera è attiva.".into(),
        when: "23 novembre 2026, 21:12".into(),
        totem: "FI-0042".into(),
        place: "Casa della Comunità, Via Giulia 25, Scandicci".into(),
        practice_code: Some(ReceiptCode::from_random([0x98, 0x2f, 0x4c, 0x13, 0x2a])),
        card: Some(CardTail::from(&card())),
        next_steps: vec![
            "Da ora usa la nuova tessera.".into(),
            "È tutto: 0 €.".into(),
        ],
        phone: "800.004477, da lunedì a venerdì 9:00-19:00".into(),
        labels: ReceiptLabels {
            when: "Quando".into(),
            totem: "Totem".into(),
            place: "Luogo".into(),
            card: "Tessera".into(),
            practice_code: "Codice pratica".into(),
            next_steps: "Cosa fare ora".into(),
            phone: "Numero verde".into(),
        },
    }
}

#[test]
fn a_receipt_reads_on_paper_as_it_was_written() {
    let epson = &profiles()[0];
    let text = words(&decode(&encode(&Slip::from(&receipt()), epson)));
    let rule = "─".repeat(48);
    let expected = format!(
        "PuntoSì\n{rule}\n\nLa nuova tessera è\nattiva.\n\n\
         Quando   23 novembre 2026, 21:12\nTotem    FI-0042\n\
         Luogo    Casa della Comunità, Via Giulia 25,\n         Scandicci\n\
         Tessera  **** 1006\n{rule}\nCodice pratica\n\nK0QM-R4SA-M\n\n{rule}\n\
         Cosa fare ora\n1. Da ora usa la nuova tessera.\n2. È tutto: 0 €.\n{rule}\n\
         Numero verde\n800.004477, da lunedì a venerdì 9:00-19:00\n\n\n"
    );
    assert_eq!(text, expected);
}

#[test]
fn facts_that_are_not_known_leave_no_empty_places() {
    let slip = Slip::from(&Receipt {
        practice_code: None,
        card: None,
        place: String::new(),
        ..receipt()
    });
    let text = words(&layout(&slip, &profiles()[0]));
    for label in ["Codice pratica", "Tessera  ", "Luogo"] {
        assert!(!text.contains(label), "{label}");
    }
}

#[test]
fn a_wrong_table_number_shows_in_the_upper_case_grave_and_the_euro() {
    let mut profile = profiles()[0].clone();
    let slip = Slip {
        lines: vec![Line::Paragraph("perché già così: È 5 €".into())],
    };
    assert!(words(&decode(&encode(&slip, &profile))).starts_with("perché già così: È 5 €"));
    profile.code_page.number = 0;
    let wrong = words(&decode(&encode(&slip, &profile)));
    assert!(wrong.starts_with("perché già così: ╘ 5 ╒"), "{wrong}");
}

#[test]
fn an_unknown_table_number_leaves_the_table_of_the_start() {
    let mut profile = profiles()[0].clone();
    profile.code_page.number = 200;
    let slip = Slip {
        lines: vec![Line::Paragraph("È".into())],
    };
    assert!(words(&decode(&encode(&slip, &profile))).starts_with('╘'));
}

#[test]
fn the_bytes_begin_and_end_with_a_reset_and_cut_once() {
    for profile in profiles() {
        let bytes = encode(&Slip::from(&receipt()), &profile);
        assert!(bytes.starts_with(b"\x1b@\x1bR\0\x1bt\x13"));
        let tail: Vec<u8> = [profile.finish.as_slice(), b"\x1b@"].concat();
        assert!(bytes.ends_with(&tail), "{}", profile.name);
        let cuts = decode(&bytes)
            .into_iter()
            .filter(|row| *row == PaperLine::Cut);
        assert_eq!(cuts.count(), 1);
    }
}

#[test]
fn a_qr_code_is_stored_in_the_makers_own_dialect_and_read_back() {
    let slip = Slip {
        lines: vec![Line::Qr("https://example.org/?a=1".into())],
    };
    for (profile, symbol) in profiles().iter().zip([48, 49]) {
        let bytes = encode(&slip, profile);
        let print = [0x1d, b'(', b'k', 3, 0, 49, 81, symbol];
        assert!(bytes.windows(print.len()).any(|window| window == print));
        let rows = decode(&bytes);
        assert_eq!(
            rows.first(),
            Some(&PaperLine::Qr("https://example.org/?a=1".into()))
        );
    }
}

#[test]
fn a_row_begun_and_reset_is_not_on_paper() {
    assert_eq!(
        decode(b"one\nsecret\x1b@two\nthree"),
        decode(b"one\n\x1b@two\n")
    );
}

fn any_line() -> impl Strategy<Value = Line> {
    let text = || any::<String>().prop_map(|s| s.chars().take(90).collect::<String>());
    prop_oneof![
        text().prop_map(Line::Title),
        text().prop_map(Line::Heading),
        text().prop_map(Line::Paragraph),
        (text(), text()).prop_map(|(key, value)| Line::Pair { key, value }),
        ("[0-9]{1,2}\\.", text()).prop_map(|(marker, text)| Line::Item { marker, text }),
        "[0-9A-Z-]{1,40}".prop_map(Line::Code),
        text().prop_map(Line::Qr),
        Just(Line::Separator),
        (0..5u8).prop_map(Line::Feed),
    ]
}

fn columns_taken(row: &PaperLine) -> usize {
    match row {
        PaperLine::Text { runs, .. } => runs
            .iter()
            .map(|run| run.text.chars().count() * usize::from(run.style.width))
            .sum(),
        PaperLine::Qr(_) | PaperLine::Cut => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_encoded_is_read_back(lines in prop::collection::vec(any_line(), 0..12)) {
        let slip = Slip { lines };
        for profile in profiles() {
            let rows = layout(&slip, &profile);
            prop_assert!(rows.iter().all(|row| columns_taken(row) <= profile.columns));
            prop_assert_eq!(decode(&encode(&slip, &profile)), rows);
        }
    }

    #[test]
    fn any_bytes_have_a_meaning(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let rows = decode(&bytes);
        prop_assert!(rows.len() <= bytes.len() * 255);
    }

    #[test]
    fn any_commands_have_a_meaning(
        bytes in prop::collection::vec(
            prop::sample::select(PARTS_OF_COMMANDS.to_vec()),
            0..400,
        )
    ) {
        let rows = decode(&bytes);
        prop_assert!(rows.len() <= bytes.len() * 255);
    }
}

/// Bytes that commands are made of, so that chance makes many.
const PARTS_OF_COMMANDS: &[u8] = b"\x10\x04\x05\x14\x1b\x1c\x1d@taEd!V(kPvr0\x01\x31\x51A\n";
