// SPDX-License-Identifier: EUPL-1.2
//! Tells code, comments and literals of a Rust or Slint file apart, line for line.

/// The same text three ways. What does not belong is blank; lines and columns stay in place.
pub(super) struct Scan {
    /// Without comments and without the contents of literals.
    pub(super) code: String,
    /// Only the comments, with their `//`.
    pub(super) comments: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Comment,
    Literal,
}

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let mut kinds = Vec::with_capacity(characters.len());
        while kinds.len() < characters.len() {
            let (kind, length) = token(&characters, kinds.len());
            kinds.resize((kinds.len() + length).min(characters.len()), kind);
        }
        let only = |wanted: Kind| -> String {
            let pairs = characters.iter().zip(&kinds);
            pairs
                .map(|(&it, &kind)| {
                    if kind == wanted || it == '\n' {
                        it
                    } else {
                        ' '
                    }
                })
                .collect()
        };
        Self {
            code: only(Kind::Code),
            comments: only(Kind::Comment),
        }
    }
}

/// What starts at `start`, and how many characters it takes (at least one).
fn token(text: &[char], start: usize) -> (Kind, usize) {
    let rest = &text[start..];
    let previous = start.checked_sub(1).map(|before| text[before]);
    match rest {
        ['/', '/', ..] => (Kind::Comment, until_newline(rest)),
        ['/', '*', ..] => (Kind::Comment, block_comment(rest)),
        ['"', ..] => (Kind::Literal, quoted(rest, '"')),
        ['r', '"' | '#', ..]
            if !previous.is_some_and(|it| is_word(it) && it != 'b' && it != 'c') =>
        {
            raw_string(rest).map_or((Kind::Code, 1), |length| (Kind::Literal, length))
        }
        ['\'', '\\', ..] => (Kind::Literal, quoted(rest, '\'')),
        ['\'', _, '\'', ..] => (Kind::Literal, 3),
        _ => (Kind::Code, 1),
    }
}

fn until_newline(rest: &[char]) -> usize {
    rest.iter().position(|&it| it == '\n').unwrap_or(rest.len())
}

/// Block comments nest in Rust.
fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// `r"…"`, `r#"…"#` and so on; nothing for a raw identifier such as `r#type`.
fn raw_string(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|&&it| it == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let body = 2 + hashes;
    let closes = |at: &usize| {
        rest[*at] == '"'
            && rest[at + 1..]
                .iter()
                .take(hashes)
                .filter(|&&it| it == '#')
                .count()
                == hashes
    };
    Some(
        (body..rest.len())
            .find(closes)
            .map_or(rest.len(), |at| at + 1 + hashes),
    )
}

/// Whether a character can stand inside an identifier.
pub(super) fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        Scan::of(text).code
    }

    #[test]
    fn comments_and_literals_leave_the_code_in_place() {
        assert_eq!(code("a // b\nc"), "a     \nc");
        assert_eq!(code("a /* b /* c */ d */ e"), "a                   e");
        assert_eq!(
            code(r#"f("{\"", x)"#),
            "f(      , x)".replacen("      ", "     ", 1)
        );
    }

    #[test]
    fn braces_in_raw_strings_and_characters_are_no_code() {
        for text in [r##"r#"{" {"#"##, "br\"{\"", "'{'", r"'\''", r"'\u{7b}'"] {
            assert!(!code(text).contains('{'), "{text}");
        }
    }

    #[test]
    fn lifetimes_and_raw_identifiers_stay_code() {
        assert_eq!(code("fn f<'a>(x: &'a str)"), "fn f<'a>(x: &'a str)");
        assert_eq!(code("r#type + for"), "r#type + for");
    }

    #[test]
    fn a_slash_pair_inside_a_string_is_no_comment() {
        let scan = Scan::of("let x = \"https://a\"; // really");
        assert_eq!(scan.comments.trim(), "// really");
    }

    #[test]
    fn text_that_ends_too_early_is_read_to_its_end() {
        for text in ["\"abc", "/* abc", "r#\"abc", "'", "\"\\"] {
            assert_eq!(code(text).chars().count(), text.chars().count(), "{text}");
        }
    }
}
