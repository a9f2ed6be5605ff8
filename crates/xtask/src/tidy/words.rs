// SPDX-License-Identifier: EUPL-1.2
//! Rule: no notes to ourselves, no unfinished code, no commented-out code, no `test_` names.

use super::Finding;
use super::scan::{Scan, is_word};
use super::tree::File;

const BANNED_IN_COMMENTS: [&str; 2] = ["FIXME", "TODO"];
const BANNED_IN_CODE: [&str; 3] = ["todo!", "unimplemented!", "dbg!"];
const STATEMENT_STARTS: [&str; 9] = [
    "let ", "use ", "fn ", "pub ", "if ", "for ", "match ", "return ", "} else",
];

pub(super) fn findings(file: &File, scan: &Scan) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut see = |line: usize, rule: String| found.push(Finding::new(&file.path, line + 1, rule));
    for (line, comment) in scan.comments.lines().enumerate() {
        for word in BANNED_IN_COMMENTS
            .iter()
            .filter(|word| has_word(comment, word))
        {
            see(
                line,
                format!("`{word}` in a comment: do it, or open an issue"),
            );
        }
        if is_commented_out_code(comment) {
            see(
                line,
                "commented-out code: delete it, the history keeps it".to_owned(),
            );
        }
    }
    for (line, code) in scan.code.lines().enumerate() {
        for word in BANNED_IN_CODE.iter().filter(|word| has_word(code, word)) {
            see(line, format!("`{word}` is unfinished code"));
        }
        if code.trim_start().starts_with("fn test_") {
            see(
                line,
                "a test's name is a sentence, without `test_`".to_owned(),
            );
        }
    }
    found
}

/// Whether `word` occurs in `text` and is not the end of a longer word.
fn has_word(text: &str, word: &str) -> bool {
    let mut places = text.match_indices(word);
    places.any(|(at, _)| !text[..at].chars().next_back().is_some_and(is_word))
}

/// A plain comment (not a doc comment) that starts and ends like a statement.
fn is_commented_out_code(comment: &str) -> bool {
    let Some(text) = comment.trim().strip_prefix("// ") else {
        return false;
    };
    let text = text.trim();
    let ends_like_code = text.ends_with([';', '{', '}']);
    ends_like_code
        && (text.ends_with(");") || STATEMENT_STARTS.iter().any(|it| text.starts_with(it)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn rules(text: &str) -> Vec<String> {
        let file = File {
            path: PathBuf::from("a.rs"),
            text: text.to_owned(),
        };
        findings(&file, &Scan::of(text))
            .into_iter()
            .map(|finding| finding.rule)
            .collect()
    }

    #[test]
    fn notes_to_ourselves_are_found_in_comments_only() {
        assert_eq!(rules("// TODO later\n").len(), 1);
        assert_eq!(rules("let x = \"TODO\";\n// MASTODON\n").len(), 0);
    }

    #[test]
    fn unfinished_code_is_found_in_code_only() {
        assert_eq!(rules("fn f() { todo!() }\nfn g() { dbg!(1); }\n").len(), 2);
        assert_eq!(
            rules("// nothing like todo!() here\nlet x = \"dbg!\";\n").len(),
            0
        );
    }

    #[test]
    fn commented_out_code_is_found_and_prose_is_not() {
        assert_eq!(
            rules("// let x = 1;\n// card.verify(pin);\n// if ready {\n").len(),
            3
        );
        assert_eq!(
            rules("// The card answers 63 C2; two tries are left.\n// so be it;\n").len(),
            0
        );
        assert_eq!(rules("/// let x = 1;\n").len(), 0);
    }

    #[test]
    fn a_test_that_is_called_test_is_found() {
        assert_eq!(rules("    fn test_pin() {}\n").len(), 1);
        assert_eq!(rules("    fn testimony_is_kept() {}\n").len(), 0);
    }
}
