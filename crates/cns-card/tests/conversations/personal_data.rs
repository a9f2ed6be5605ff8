// SPDX-License-Identifier: EUPL-1.2
//! Whose card it is, through the whole conversation: codes changed for homonyms, names with
//! accents, digests over any extent.

use cns_card::{DatiPersonali, read_identity};

use crate::script::{ID_CARTA, Script, profile};

fn file(surname: &[u8], codice_fiscale: &str, counts_itself: bool) -> Vec<u8> {
    let before = b"0460900815012026081401203205MARIO".as_slice();
    let (head, name) = before.split_at(26);
    let record = [
        head,
        format!("{:02X}", surname.len()).as_bytes(),
        surname,
        name,
        b"080101198001M0010",
        codice_fiscale.as_bytes(),
        b"0004D612000004D6120000",
    ]
    .concat();
    let length = record.len() + if counts_itself { 6 } else { 0 };
    let mut file = [format!("{length:06X}").as_bytes(), &record].concat();
    file.resize(400, 0);
    file
}

fn read(file: &[u8]) -> DatiPersonali {
    let mut card = Script::default()
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file("the holder's data", "11001102", &file[..252]);
    let identity = read_identity(&mut card, &profile("st11")).expect("a good card");
    card.finished();
    identity.personal
}

#[test]
fn a_code_changed_for_a_homonym_is_a_code() {
    let plain = read(&file(b"ROSSI", "RSSMRA80A01D612Y", true));
    for code in ["RSSMRA80A01D61NN", "RSSMRA80A01DSMNV"] {
        let omocodic = read(&file(b"ROSSI", code, true));
        assert_eq!(omocodic.codice_fiscale().expose(), code);
        assert_ne!(omocodic.codice_fiscale(), plain.codice_fiscale());
        assert_eq!(
            omocodic.codice_fiscale().without_omocodia(),
            plain.codice_fiscale().without_omocodia()
        );
    }
}

#[test]
fn the_length_counts_itself_or_not() {
    for counts_itself in [true, false] {
        let data = read(&file(b"ROSSI", "RSSMRA80A01D612Y", counts_itself));
        assert_eq!(data.issuer(), "6090");
    }
}

#[test]
fn accents_of_latin_1_are_letters_like_others() {
    for surname in [
        &b"NICOL\xD2"[..],
        b"M\xDCLLER",
        b"D'AMBR\xC0",
        &[0xFF; 0x7F],
    ] {
        let data = read(&file(surname, "RSSMRA80A01D612Y", true));
        assert_eq!(data.codice_fiscale().expose(), "RSSMRA80A01D612Y");
    }
}
