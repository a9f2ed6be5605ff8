// SPDX-License-Identifier: EUPL-1.2
//! Breaks text into rows of a paper's width, at words where it can.

/// The rows of `text` at most `width` columns wide; at least one row, `width` at least 1.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut rows = vec![String::new()];
    let mut room = width;
    for word in text.split_whitespace() {
        for piece in pieces(word, width) {
            let length = piece.chars().count();
            let gap = usize::from(room < width);
            if length + gap > room {
                rows.push(String::new());
                room = width;
            }
            if let Some(row) = rows.last_mut() {
                if room < width {
                    row.push(' ');
                    room -= 1;
                }
                row.push_str(&piece);
                room -= length;
            }
        }
    }
    rows
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters
        .chunks(width)
        .map(|piece| piece.iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_at_words() {
        assert_eq!(
            wrap("La nuova tessera è attiva.", 10),
            ["La nuova", "tessera è", "attiva."]
        );
    }

    #[test]
    fn a_word_wider_than_the_paper_is_broken() {
        assert_eq!(wrap("abcdefg hi", 3), ["abc", "def", "g", "hi"]);
    }

    #[test]
    fn no_words_are_one_empty_row() {
        assert_eq!(wrap("  ", 5), [""]);
    }
}
