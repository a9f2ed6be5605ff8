// SPDX-License-Identifier: EUPL-1.2
//! Rules on what lies beside a crate's manifest: its page, and the ban list of a pure crate.

use super::Finding;
use super::crate_map::is_pure;
use super::manifest::Package;
use super::tree::Tree;

/// How a crate root takes in its page.
pub(super) const PAGE_INCLUDE: &str = "#![doc = include_str!(\"../README.md\")]";
const BAN_LIST: &str = include_str!("../../../activation-protocol/.clippy.toml");

pub(super) fn findings(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let crates = packages
        .iter()
        .filter(|package| package.directory.starts_with("crates"));
    crates
        .flat_map(|package| {
            page(tree, package)
                .into_iter()
                .chain(ban_list(tree, package))
        })
        .collect()
}

/// Each crate has a README.md, and its documentation is that page.
fn page(tree: &Tree, package: &Package) -> Option<Finding> {
    let path = package.directory.join("README.md");
    if tree.get(&path).is_none() {
        return Some(Finding::new(
            &path,
            1,
            "every crate has a page that says what it is",
        ));
    }
    let library = package.directory.join("src/lib.rs");
    let root = tree
        .get(&library)
        .or_else(|| tree.get(&package.directory.join("src/main.rs")))?;
    let included = root.text.lines().any(|line| line == PAGE_INCLUDE);
    (!included).then(|| {
        Finding::new(
            &root.path,
            1,
            format!("the crate's page is taken in by `{PAGE_INCLUDE}`"),
        )
    })
}

/// Clippy reads the nearest configuration only, so each pure crate carries the whole list.
fn ban_list(tree: &Tree, package: &Package) -> Option<Finding> {
    let path = package.directory.join(".clippy.toml");
    let same = tree.get(&path).is_some_and(|file| file.text == BAN_LIST);
    let rule = "a crate of layer 1 or 2 carries the ban list of activation-protocol, word for word";
    (is_pure(&package.name) && !same).then(|| Finding::new(&path, 1, rule))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn rules(files: &[(&str, &str)], name: &str) -> Vec<String> {
        let directory = PathBuf::from("crates").join(name);
        let package = Package {
            name: name.to_owned(),
            directory,
            ..Package::default()
        };
        let found = findings(&Tree::planted(files), &[package]);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_crate_without_a_page_is_found() {
        let found = rules(&[("crates/kiosk/src/lib.rs", "")], "kiosk");
        assert!(
            found[0].starts_with("crates/kiosk/README.md:1: "),
            "{found:?}"
        );
    }

    #[test]
    fn a_page_that_is_not_the_crates_documentation_is_found() {
        let page = ("crates/kiosk/README.md", "# kiosk\n");
        let found = rules(
            &[page, ("crates/kiosk/src/lib.rs", "//! Other words.\n")],
            "kiosk",
        );
        assert!(
            found[0].starts_with("crates/kiosk/src/lib.rs:1: "),
            "{found:?}"
        );
        assert_eq!(
            rules(&[page, ("crates/kiosk/src/lib.rs", PAGE_INCLUDE)], "kiosk"),
            [""; 0]
        );
        assert_eq!(
            rules(&[page, ("crates/kiosk/src/main.rs", PAGE_INCLUDE)], "kiosk"),
            [""; 0]
        );
    }

    #[test]
    fn a_pure_crate_with_another_ban_list_is_found() {
        let page = ("crates/receipt/README.md", "# receipt\n");
        let root = ("crates/receipt/src/lib.rs", PAGE_INCLUDE);
        let weaker = (
            "crates/receipt/.clippy.toml",
            "allow-unwrap-in-tests = true\n",
        );
        assert_eq!(rules(&[page, root, weaker], "receipt").len(), 1);
        let same = ("crates/receipt/.clippy.toml", BAN_LIST);
        assert_eq!(rules(&[page, root, same], "receipt"), [""; 0]);
    }
}
