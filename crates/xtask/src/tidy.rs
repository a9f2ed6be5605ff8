// SPDX-License-Identifier: EUPL-1.2
//! The house rules that a program can hold: one file a rule, one finding a breach.

mod crate_map;
mod crate_pages;
mod documents;
mod file_shape;
mod functions;
mod manifest;
mod module_tree;
mod scan;
mod tree;
mod words;

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context;

use manifest::Package;
use tree::Tree;

/// One breach of a rule: where, and what the rule asks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    path: PathBuf,
    line: usize,
    rule: String,
}

impl Finding {
    fn new(path: &Path, line: usize, rule: impl Into<String>) -> Self {
        Self {
            path: path.to_path_buf(),
            line,
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path.display(), self.line, self.rule)
    }
}

/// Every breach in the project under `root`, by path and line.
pub(crate) fn findings_under(root: &Path) -> anyhow::Result<Vec<Finding>> {
    let tree = Tree::read(root).context("cannot read the project's files")?;
    let packages = manifest::packages(&tree)?;
    Ok(findings(&tree, &packages))
}

fn findings(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let mut found = crate_map::findings(packages);
    found.extend(crate_pages::findings(tree, packages));
    found.extend(documents::findings(tree));
    found.extend(module_tree::findings(tree, packages));
    for file in tree.sources() {
        let scan = scan::Scan::of(&file.text);
        found.extend(file_shape::findings(file, &scan, packages));
        found.extend(functions::findings(file, &scan));
        found.extend(words::findings(file, &scan));
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_project_keeps_its_house_rules() {
        let found =
            findings_under(&crate::process::project_root()).expect("the files are readable");
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }

    #[test]
    fn a_finding_prints_as_path_line_and_rule() {
        let finding = Finding::new(Path::new("crates/a/src/lib.rs"), 7, "too wide");
        assert_eq!(finding.to_string(), "crates/a/src/lib.rs:7: too wide");
    }
}
