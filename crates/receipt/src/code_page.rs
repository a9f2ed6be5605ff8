// SPDX-License-Identifier: EUPL-1.2
//! The printers' character tables, and what to print where a table lacks a letter.

use serde::Deserialize;

/// A character table selected by ESC t. The lower half is ASCII in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodePage {
    /// IBM 437: every printer's start, without upper-case accents other than É and without €.
    Cp437,
    /// IBM 858: western Europe with €.
    Cp858,
    /// Windows 1252: western Europe with € and typographic quotes.
    Cp1252,
}

/// What a printer prints for a letter nobody has a shape for.
const UNKNOWN: &str = "?";

const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP858: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const CP1252: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\
\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

impl CodePage {
    /// The table that ESC t `number` selects on Epson and Custom printers, if it is known here.
    pub fn of_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Cp437),
            16 => Some(Self::Cp1252),
            19 => Some(Self::Cp858),
            _ => None,
        }
    }

    /// The byte of a character in this table; none for control characters.
    pub fn byte(self, c: char) -> Option<u8> {
        if c == '\u{fffd}' || c.is_control() {
            return None;
        }
        if c.is_ascii() {
            return u8::try_from(c).ok();
        }
        let place = self.upper_half().chars().position(|other| other == c)?;
        u8::try_from(0x80 + place).ok()
    }

    /// The character of a byte in this table; U+FFFD where the table has a hole.
    pub fn character(self, byte: u8) -> char {
        if byte < 0x80 {
            return char::from(byte);
        }
        self.upper_half()
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or('\u{fffd}')
    }

    /// The text with every character this table lacks replaced by the nearest it has, so that
    /// what is measured is what is printed. Control characters become blanks: no text can
    /// smuggle a command.
    pub fn fold(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                c if c.is_control() || c == '\u{a0}' => folded.push(' '),
                c if self.byte(c).is_some() => folded.push(c),
                c => folded.push_str(nearest(c)),
            }
        }
        folded
    }

    fn upper_half(self) -> &'static str {
        match self {
            Self::Cp437 => CP437,
            Self::Cp858 => CP858,
            Self::Cp1252 => CP1252,
        }
    }
}

/// The typist's way of writing a letter with ASCII alone.
fn nearest(c: char) -> &'static str {
    match c {
        '‘' | '’' | '‚' | '´' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '–' | '—' | '‑' | '─' => "-",
        '…' => "...",
        '•' | '·' => "*",
        '€' => "EUR",
        'À' | 'Á' => "A'",
        'È' => "E'",
        'Ì' | 'Í' => "I'",
        'Ò' | 'Ó' => "O'",
        'Ù' | 'Ú' => "U'",
        'ș' | 'š' | 'ş' => "s",
        'ț' => "t",
        'ă' => "a",
        'č' | 'ć' => "c",
        'ž' => "z",
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_128_places_each() {
        for page in [CodePage::Cp437, CodePage::Cp858, CodePage::Cp1252] {
            assert_eq!(page.upper_half().chars().count(), 128, "{page:?}");
        }
    }

    #[test]
    fn italian_letters_have_the_bytes_of_the_published_tables() {
        let in_858 = "àèéìòùÀÈÉÌÒÙ€".chars().map(|c| CodePage::Cp858.byte(c));
        let bytes: Vec<u8> = in_858.flatten().collect();
        assert_eq!(
            bytes,
            [
                0x85, 0x8a, 0x82, 0x8d, 0x95, 0x97, 0xb7, 0xd4, 0x90, 0xde, 0xe3, 0xeb, 0xd5
            ]
        );
        assert_eq!(CodePage::Cp1252.byte('€'), Some(0x80));
        assert_eq!(CodePage::Cp1252.byte('È'), Some(0xc8));
    }

    #[test]
    fn a_missing_letter_is_written_as_a_typist_would() {
        assert_eq!(
            CodePage::Cp437.fold("È già così: 5 €"),
            "E' già così: 5 EUR"
        );
        assert_eq!(
            CodePage::Cp858.fold("l’altra – “mano”…"),
            "l'altra - \"mano\"..."
        );
        assert_eq!(CodePage::Cp858.fold("你"), "?");
    }

    #[test]
    fn commands_hidden_in_text_become_blanks() {
        assert_eq!(
            CodePage::Cp858.fold("a\u{1b}@\u{10}\u{4}b\u{85}"),
            "a @  b "
        );
    }
}
