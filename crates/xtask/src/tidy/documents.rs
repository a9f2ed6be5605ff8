// SPDX-License-Identifier: EUPL-1.2
//! Rule: a document starts with its title and has no second one.

use super::Finding;
use super::tree::{File, Tree};

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .filter(|file| file.has_extension("md"))
        .flat_map(of_document)
        .collect()
}

fn of_document(file: &File) -> Vec<Finding> {
    let titles = titles(&file.text);
    let mut found = Vec::new();
    if titles.first() != Some(&1) {
        found.push(Finding::new(
            &file.path,
            1,
            "a document starts with its title, `# …`",
        ));
    }
    let second = titles.get(1).map(|&line| {
        Finding::new(
            &file.path,
            line,
            "a document has one title; begin sections with `##`",
        )
    });
    found.extend(second);
    found
}

/// The numbers of the lines that are first-level headings, outside fenced code.
fn titles(text: &str) -> Vec<usize> {
    let mut fenced = false;
    let mut titles = Vec::new();
    for (line, text) in text.lines().enumerate() {
        if text.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && text.starts_with("# ") {
            titles.push(line + 1);
        }
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let found = findings(&Tree::planted(&[("docs/A.md", text)]));
        found.into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_second_title_is_found_but_not_a_comment_in_fenced_code() {
        assert_eq!(lines("# One\n\n# Two\n"), [3]);
        assert_eq!(lines("# One\n```sh\n# a comment\n```\n## Part\n"), [0; 0]);
    }

    #[test]
    fn a_document_that_does_not_start_with_its_title_is_found() {
        assert_eq!(lines("Prose.\n# One\n"), [1]);
        assert_eq!(lines(""), [1]);
    }
}
