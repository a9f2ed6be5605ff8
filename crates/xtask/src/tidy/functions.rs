// SPDX-License-Identifier: EUPL-1.2
//! Rule: a function has at most 70 lines, from `fn` to its closing brace.

use super::Finding;
use super::scan::{Scan, is_word};
use super::tree::File;

const LINES_MAX: usize = 70;

pub(super) fn findings(file: &File, scan: &Scan) -> Vec<Finding> {
    if !file.has_extension("rs") {
        return Vec::new();
    }
    let too_long = functions(&scan.code)
        .into_iter()
        .filter(|it| it.lines() > LINES_MAX);
    too_long
        .map(|it| {
            let rule = format!(
                "function `{}` has {} lines, at most 70",
                it.name,
                it.lines()
            );
            Finding::new(&file.path, it.first_line, rule)
        })
        .collect()
}

/// A function with a body.
struct Function {
    name: String,
    first_line: usize,
    last_line: usize,
}

impl Function {
    fn lines(&self) -> usize {
        self.last_line - self.first_line + 1
    }
}

fn functions(code: &str) -> Vec<Function> {
    let starts = code.match_indices("fn ").filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        !before.is_some_and(is_word)
    });
    starts.filter_map(|(at, _)| function_at(code, at)).collect()
}

/// The function whose `fn` is at `start`; nothing if it has no body.
fn function_at(code: &str, start: usize) -> Option<Function> {
    let name: String = code[start + 3..]
        .trim_start()
        .chars()
        .take_while(|&it| is_word(it))
        .collect();
    let body = start + body_start(&code[start..])?;
    let end = body + closing_brace(&code[body..])?;
    Some(Function {
        name,
        first_line: line_of(code, start),
        last_line: line_of(code, end),
    })
}

/// Where the body opens: the first `{` outside parentheses and brackets, unless a `;` is first.
fn body_start(signature: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in signature.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Where the brace that opens at the start of `code` is closed.
pub(super) fn closing_brace(code: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in code.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The number, from 1, of the line in which byte `at` stands.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
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
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_function_of_71_lines_is_found_and_one_of_70_is_not() {
        let of =
            |lines: usize| format!("\nfn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2));
        assert_eq!(rules(&of(70)), [""; 0]);
        assert_eq!(
            rules(&of(71)),
            ["a.rs:2: function `long` has 71 lines, at most 70"]
        );
    }

    #[test]
    fn braces_in_text_do_not_end_a_function() {
        let text = format!(
            "fn long() {{\n    let x = \"}}\"; // }}\n{}}}\n",
            "    step();\n".repeat(70)
        );
        assert_eq!(rules(&text).len(), 1);
    }

    #[test]
    fn function_types_declarations_and_array_arguments_are_understood() {
        let text = "trait T { fn a(&self); }\ntype F = fn (u8);\nfn b(x: [u8; 2]) -> u8 { x[0] }\n";
        let names: Vec<_> = functions(&Scan::of(text).code)
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert!(
            names.contains(&"b".to_owned()) && !names.contains(&"a".to_owned()),
            "{names:?}"
        );
    }
}
