// SPDX-License-Identifier: EUPL-1.2
//! Adds up the `test result:` lines of all test programs.

use std::fmt;

/// How many tests ended how, over all test programs seen so far.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// Takes in one line of `cargo test`; lines that are no result change nothing.
    pub(crate) fn see(&mut self, line: &str) {
        let Some((_, counts)) = line
            .split_once("test result: ")
            .and_then(|(_, it)| it.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            match count.split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                Some((number, "ignored")) => self.skipped += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Whether any test ran at all.
    pub(crate) fn ran(&self) -> bool {
        self.passed + self.failed > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(out, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_programs_are_summed() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
             finished in 0.02s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            "test tests::a ... ok",
        ] {
            tally.see(line);
        }
        assert_eq!(tally.to_string(), "15 passed, 2 failed, 1 skipped");
        assert!(tally.ran());
    }

    #[test]
    fn a_run_of_only_ignored_tests_is_a_run_of_none() {
        let mut tally = Tally::default();
        tally.see("test result: ok. 0 passed; 0 failed; 9 ignored; 0 measured; 0 filtered out");
        assert!(!tally.ran());
        assert_eq!(tally.skipped, 9);
    }

    #[test]
    fn a_test_that_prints_words_like_a_result_counts_only_as_what_it_says() {
        let mut tally = Tally::default();
        tally.see("the test result: none");
        assert_eq!(tally, Tally::default());
    }
}
