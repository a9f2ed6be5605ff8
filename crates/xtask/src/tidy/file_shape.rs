// SPDX-License-Identifier: EUPL-1.2
//! Rules on the outside of a source file: its name, its first lines, its length and width.

use super::Finding;
use super::crate_pages::PAGE_INCLUDE;
use super::functions::{closing_brace, line_of};
use super::manifest::{Package, owner_of};
use super::scan::Scan;
use super::tree::File;

const RUST_LINES_MAX: usize = 600;
const RUST_LINES_WITHOUT_REASON: usize = 400;
const SLINT_LINES_MAX: usize = 200;
const COLUMNS_MAX: usize = 100;
const BANNED_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "misc"];

pub(super) fn findings(file: &File, scan: &Scan, packages: &[Package]) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(name(file));
    found.extend(head(file, packages));
    if file.has_extension("slint") {
        found.extend(slint_length(file));
    } else {
        found.extend(rust_length(file, scan));
        found.extend(width(file));
    }
    found
}

fn name(file: &File) -> Option<Finding> {
    let stem = file.path.file_stem()?.to_str()?;
    if stem == "mod" {
        return Some(Finding::new(
            &file.path,
            1,
            "no mod.rs: write foo.rs beside foo/",
        ));
    }
    let banned = file
        .path
        .iter()
        .filter_map(|part| part.to_str())
        .chain([stem]);
    let word = banned
        .into_iter()
        .find(|word| BANNED_NAMES.contains(word))?;
    Some(Finding::new(
        &file.path,
        1,
        format!("`{word}` does not say what is inside"),
    ))
}

/// The SPDX line of the package's licence, then in Rust a sentence (or the crate's page) that says
/// why the file is here.
fn head(file: &File, packages: &[Package]) -> Option<Finding> {
    let mut lines = file.text.lines();
    let licence = owner_of(&file.path, packages).map_or("EUPL-1.2", |package| &package.licence);
    let expected = format!("// SPDX-License-Identifier: {licence}");
    if lines.next() != Some(expected.as_str()) {
        return Some(Finding::new(
            &file.path,
            1,
            format!("the first line must be `{expected}`"),
        ));
    }
    let says_why = lines
        .next()
        .is_some_and(|line| line.starts_with("//! ") || line == PAGE_INCLUDE);
    if file.has_extension("rs") && !says_why {
        return Some(Finding::new(
            &file.path,
            2,
            "the second line must say why the file is here",
        ));
    }
    None
}

fn slint_length(file: &File) -> Option<Finding> {
    let lines = file.text.lines().count();
    let rule = || format!("{lines} lines, at most {SLINT_LINES_MAX} in a .slint file");
    (lines > SLINT_LINES_MAX).then(|| Finding::new(&file.path, lines, rule()))
}

fn rust_length(file: &File, scan: &Scan) -> Option<Finding> {
    let lines = file.text.lines().count() - inline_test_lines(&scan.code);
    let has_reason = file
        .text
        .lines()
        .any(|line| line.starts_with("//! Long because "));
    let rule = if lines > RUST_LINES_MAX {
        format!("{lines} lines without tests, at most {RUST_LINES_MAX}")
    } else if lines > RUST_LINES_WITHOUT_REASON && !has_reason {
        format!(
            "{lines} lines without tests; more than {RUST_LINES_WITHOUT_REASON} need a header line \
             `//! Long because …`"
        )
    } else {
        return None;
    };
    Some(Finding::new(&file.path, 1, rule))
}

/// How many lines the inline test modules take.
fn inline_test_lines(code: &str) -> usize {
    let starts = code.match_indices("#[cfg(test)]\nmod ");
    starts
        .filter_map(|(start, _)| {
            let open = start + code[start..].find(['{', ';'])?;
            let end =
                open + closing_brace(&code[open..]).filter(|_| code[open..].starts_with('{'))?;
            Some(line_of(code, end) - line_of(code, start) + 1)
        })
        .sum()
}

/// A line that is wide only because of an address cannot be broken.
fn width(file: &File) -> impl Iterator<Item = Finding> {
    let too_wide = |line: &str| line.chars().count() > COLUMNS_MAX && !line.contains("://");
    let lines = file
        .text
        .lines()
        .enumerate()
        .filter(move |(_, line)| too_wide(line));
    lines.map(|(line, text)| {
        let rule = format!("{} columns, at most {COLUMNS_MAX}", text.chars().count());
        Finding::new(&file.path, line + 1, rule)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const HEAD: &str = "// SPDX-License-Identifier: EUPL-1.2\n//! Here to be checked.\n";

    fn rules(path: &str, text: &str) -> Vec<String> {
        let file = File {
            path: PathBuf::from(path),
            text: text.to_owned(),
        };
        let found = findings(&file, &Scan::of(text), &[]);
        found.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_file_without_its_licence_line_is_found() {
        assert_eq!(rules("src/a.rs", HEAD), [""; 0]);
        assert_eq!(rules("src/a.rs", "//! Here.\n").len(), 1);
        assert_eq!(rules("ui/a.slint", "export component A {}\n").len(), 1);
        let dual = HEAD.replace("EUPL-1.2", "EUPL-1.2 OR GPL-3.0-or-later");
        assert_eq!(
            rules("src/a.rs", &dual).len(),
            1,
            "not this crate's licence"
        );
    }

    #[test]
    fn a_rust_file_that_does_not_say_why_it_is_here_is_found() {
        let text = "// SPDX-License-Identifier: EUPL-1.2\nfn f() {}\n";
        assert_eq!(rules("src/a.rs", text).len(), 1);
    }

    #[test]
    fn names_that_say_nothing_are_found() {
        for path in [
            "src/mod.rs",
            "src/utils.rs",
            "src/common/card.rs",
            "src/misc.rs",
        ] {
            assert_eq!(rules(path, HEAD).len(), 1, "{path}");
        }
    }

    #[test]
    fn a_long_file_needs_a_reason_and_a_very_long_one_has_none() {
        let of = |lines: usize, head: &str| format!("{head}{}", "fn f() {}\n".repeat(lines));
        let reason = format!("{HEAD}//! Long because it is one table.\n");
        assert_eq!(rules("src/a.rs", &of(390, HEAD)).len(), 0);
        assert_eq!(rules("src/a.rs", &of(400, HEAD)).len(), 1);
        assert_eq!(rules("src/a.rs", &of(400, &reason)).len(), 0);
        assert_eq!(rules("src/a.rs", &of(600, &reason)).len(), 1);
    }

    #[test]
    fn inline_tests_do_not_count() {
        let tests = format!(
            "#[cfg(test)]\nmod tests {{\n{}}}\n",
            "    fn f() {}\n".repeat(500)
        );
        assert_eq!(rules("src/a.rs", &format!("{HEAD}{tests}")).len(), 0);
    }

    #[test]
    fn a_wide_line_is_found_unless_an_address_makes_it_wide() {
        let wide = "x".repeat(101);
        assert_eq!(rules("src/a.rs", &format!("{HEAD}// {wide}\n")).len(), 1);
        assert_eq!(
            rules("src/a.rs", &format!("{HEAD}// https://{wide}\n")).len(),
            0
        );
    }

    #[test]
    fn a_slint_file_over_200_lines_is_found() {
        let head = "// SPDX-License-Identifier: EUPL-1.2\n";
        let text = format!("{head}{}", "Rectangle {}\n".repeat(200));
        assert_eq!(rules("ui/a.slint", &text).len(), 1);
    }
}
