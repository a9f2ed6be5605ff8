// SPDX-License-Identifier: EUPL-1.2
//! A command APDU in which every byte that may be somebody's is a gap with a name and a length.

use std::fmt;
use std::str::FromStr;

use crate::card::Code;
use crate::hex;

/// A command as a log shows it, such as `00200010 08 {pin:8}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked(pub(crate) Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Shown(Vec<u8>),
    Gap(Hidden, usize),
}

/// What a gap stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    Pin,
    Puk,
    WrongPin,
    WrongPuk,
    /// A new PIN or PUK that could be one.
    New,
    /// A new PIN or PUK that could not, or anything else.
    Data,
}

const NAMES: [(Hidden, &str); 6] = [
    (Hidden::Pin, "pin"),
    (Hidden::Puk, "puk"),
    (Hidden::WrongPin, "wrong-pin"),
    (Hidden::WrongPuk, "wrong-puk"),
    (Hidden::New, "new"),
    (Hidden::Data, "data"),
];

const CODE: usize = 8;

impl Masked {
    /// Hides what `apdu` carries; `wrong` when it cost a try, `puk_reference` is the card's P2 of
    /// the PUK.
    pub(crate) fn new(apdu: &[u8], wrong: bool, puk_reference: Option<u8>) -> Self {
        let (header, body) = apdu.split_at(apdu.len().min(4));
        let (lc, data, le) = taken_apart(body);
        let mut pieces = vec![Piece::Shown(header.to_vec()), Piece::Shown(lc.to_vec())];
        let presented = Presented {
            wrong,
            puk: header.last().copied() == puk_reference,
        };
        match header.get(1) {
            Some(0xA4 | 0x22) => pieces.push(Piece::Shown(data.to_vec())),
            Some(0x20) => pieces.push(presented.code(data)),
            Some(0x24) if header.get(2) == Some(&0) => pieces.extend(presented.and_new(data)),
            Some(0x24) => pieces.push(new_code(data)),
            Some(0x2C) => {
                let puk = Presented {
                    puk: true,
                    ..presented
                };
                pieces.extend(puk.and_new(data));
            }
            _ => pieces.push(Piece::Gap(Hidden::Data, data.len())),
        }
        pieces.push(Piece::Shown(le.to_vec()));
        pieces.retain(|piece| piece.length() > 0);
        Self(pieces)
    }

    /// Whether a new PIN or PUK is in it.
    pub(crate) fn has(&self, hidden: Hidden) -> bool {
        let is_it = |piece: &Piece| matches!(piece, Piece::Gap(what, _) if *what == hidden);
        self.0.iter().any(is_it)
    }
}

/// How a code was presented.
#[derive(Clone, Copy)]
struct Presented {
    wrong: bool,
    puk: bool,
}

impl Presented {
    fn code(self, data: &[u8]) -> Piece {
        let hidden = match (data.len(), self.puk, self.wrong) {
            (CODE, false, false) => Hidden::Pin,
            (CODE, false, true) => Hidden::WrongPin,
            (CODE, true, false) => Hidden::Puk,
            (CODE, true, true) => Hidden::WrongPuk,
            _ => Hidden::Data,
        };
        Piece::Gap(hidden, data.len())
    }

    fn and_new(self, data: &[u8]) -> [Piece; 2] {
        let (old, new) = data.split_at(data.len().min(CODE));
        [self.code(old), new_code(new)]
    }
}

fn new_code(data: &[u8]) -> Piece {
    let code = data.try_into().ok().and_then(Code::from_block);
    let hidden = code.map_or(Hidden::Data, |_| Hidden::New);
    Piece::Gap(hidden, data.len())
}

/// Lc, data and Le (ISO/IEC 7816-4:2020, 5.2), by the bytes alone: of a command whose lengths
/// contradict each other, all that follows Lc is data.
fn taken_apart(body: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let (lc_length, data_length) = match body {
        [] | [_] => return (&[], &[], body),
        [0, _, _] => return (&[], &[], body),
        [0, high, low, ..] => (3, usize::from(*high) << 8 | usize::from(*low)),
        [lc, ..] => (1, usize::from(*lc)),
    };
    let (lc, rest) = body.split_at(lc_length);
    match rest.split_at_checked(data_length) {
        Some((data, le)) if !data.is_empty() && le.len() <= lc_length.min(2) => (lc, data, le),
        _ => (lc, rest, &[]),
    }
}

impl Piece {
    fn length(&self) -> usize {
        match self {
            Self::Shown(bytes) => bytes.len(),
            Self::Gap(_, length) => *length,
        }
    }
}

impl fmt::Display for Masked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, piece) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            match piece {
                Piece::Shown(bytes) => write!(formatter, "{space}{}", hex::encode(bytes))?,
                Piece::Gap(hidden, length) => {
                    let name = NAMES.iter().find(|(one, _)| one == hidden);
                    let name = name.map_or("data", |(_, name)| name);
                    write!(formatter, "{space}{{{name}:{length}}}")?;
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Masked {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let pieces: Option<Vec<_>> = text.split_whitespace().map(piece).collect();
        pieces
            .filter(|pieces| !pieces.is_empty())
            .map(Self)
            .ok_or(())
    }
}

fn piece(word: &str) -> Option<Piece> {
    let Some(gap) = word.strip_prefix('{') else {
        return hex::decode(word).map(Piece::Shown);
    };
    let (name, length) = gap.strip_suffix('}')?.split_once(':')?;
    let (hidden, _) = NAMES.iter().find(|(_, one)| *one == name)?;
    // No command carries more (ISO/IEC 7816-4:2020, 5.2).
    let length = length.parse().ok().filter(|length| *length <= 65_535)?;
    Some(Piece::Gap(*hidden, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(apdu: &str, status: &str) -> String {
        let apdu = hex::decode(apdu).expect("hex");
        let masked = Masked::new(&apdu, status.starts_with("63"), Some(0x91));
        let text = masked.to_string();
        assert_eq!(text.parse(), Ok(masked), "what is written can be read");
        text
    }

    #[test]
    fn a_code_is_a_gap_that_says_whether_it_was_right() {
        let pin = "3132333435FFFFFF";
        let verify = format!("0020009008{pin}");
        assert_eq!(masked(&verify, "9000"), "00200090 08 {pin:8}");
        assert_eq!(masked(&verify, "63C2"), "00200090 08 {wrong-pin:8}");
        assert_eq!(
            masked(&format!("0020009108{pin}"), "63C1"),
            "00200091 08 {wrong-puk:8}"
        );
        assert_eq!(
            masked(&format!("0024009010{pin}{pin}"), "9000"),
            "00240090 10 {pin:8} {new:8}"
        );
        assert_eq!(
            masked(&format!("002C009010{pin}{pin}"), "63C0"),
            "002C0090 10 {wrong-puk:8} {new:8}"
        );
        assert_eq!(masked("0020009000", "63C1"), "00200090 00");
        assert_eq!(
            masked("0020009006313233343536", "6700"),
            "00200090 06 {data:6}"
        );
        assert_eq!(
            masked(&format!("0024009010{pin}3132333400000000"), "6A80"),
            "00240090 10 {pin:8} {data:8}"
        );
    }

    #[test]
    fn a_path_is_shown_and_signed_or_written_data_is_not() {
        assert_eq!(
            masked("00A4080004110011020A", "9000"),
            "00A40800 04 11001102 0A"
        );
        assert_eq!(masked("0022F1B803830101", "9000"), "0022F1B8 03 830101");
        assert_eq!(masked("002A80860431323334", "9000"), "002A8086 04 {data:4}");
        assert_eq!(
            masked(
                "002A808600000431323334 0000".replace(' ', "").as_str(),
                "9000"
            ),
            "002A8086 000004 {data:4} 0000"
        );
        assert_eq!(
            masked("00D600000231320A", "6D00"),
            "00D60000 02 {data:2} 0A"
        );
    }

    #[test]
    fn a_command_without_data_is_shown_whole() {
        for apdu in ["00A4", "00B00000", "00B0000010", "00B00000000100"] {
            assert_eq!(masked(apdu, "9000").replace(' ', ""), apdu);
        }
    }

    #[test]
    fn lengths_that_contradict_each_other_give_nothing_away() {
        assert_eq!(masked("00200090083132", "6700"), "00200090 08 {data:2}");
        assert_eq!(
            masked("0020009002313233343536", "6700"),
            "00200090 02 {data:6}"
        );
        assert_eq!(masked("00B000000000", "6700"), "00B00000 00 {data:1}");
    }

    #[test]
    fn nonsense_is_no_command() {
        for text in ["", "{pin:8", "{pin:}", "{dog:8}", "{pin:70000}", "0", "GG"] {
            assert_eq!(text.parse::<Masked>(), Err(()), "{text}");
        }
    }
}
