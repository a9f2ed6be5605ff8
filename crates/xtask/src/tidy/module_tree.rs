// SPDX-License-Identifier: EUPL-1.2
//! Rule: no dead files. Every Rust file of a package is reached by `mod` lines from a target.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Finding;
use super::manifest::{Package, owner_of};
use super::scan::Scan;
use super::tree::{File, Tree};

/// Directories in which cargo takes every file, and every directory with a `main.rs`, as a target.
const TARGET_DIRECTORIES: [&str; 4] = ["src/bin", "tests", "benches", "examples"];

pub(super) fn findings(tree: &Tree, packages: &[Package]) -> Vec<Finding> {
    let mut alive = BTreeSet::new();
    let rust = || tree.files().filter(|file| file.has_extension("rs"));
    for file in rust().filter(|file| is_target(&file.path, packages)) {
        reach(tree, file, true, &mut alive);
    }
    let dead = rust().filter(|file| !alive.contains(&file.path));
    dead.map(|file| Finding::new(&file.path, 1, "dead file: no `mod` line reaches it"))
        .collect()
}

fn is_target(path: &Path, packages: &[Package]) -> bool {
    let Some(package) = owner_of(path, packages) else {
        return false;
    };
    let Ok(inside) = path.strip_prefix(&package.directory) else {
        return false;
    };
    let by_convention = TARGET_DIRECTORIES.iter().any(|directory| {
        inside.strip_prefix(directory).is_ok_and(|rest| {
            let depth = rest.iter().count();
            depth == 1 || (depth == 2 && rest.ends_with("main.rs"))
        })
    });
    by_convention
        || ["build.rs", "src/lib.rs", "src/main.rs"]
            .iter()
            .any(|root| inside == Path::new(root))
        || package.named_targets.iter().any(|target| target == path)
}

/// Marks `file` and everything its `mod` and `include!` lines lead to.
fn reach(tree: &Tree, file: &File, is_root: bool, alive: &mut BTreeSet<PathBuf>) {
    if !alive.insert(file.path.clone()) {
        return;
    }
    let beside = file.path.parent().unwrap_or(Path::new(""));
    let children = if is_root {
        beside.to_path_buf()
    } else {
        file.path.with_extension("")
    };
    for link in links(&file.text) {
        let candidates = match link {
            Link::Module(name) => [
                children.join(format!("{name}.rs")),
                children.join(&name).join("mod.rs"),
            ],
            Link::Path(path) => [beside.join(&path), beside.join(path)],
        };
        let target = candidates
            .iter()
            .find_map(|candidate| tree.get(&normal(candidate)));
        if let Some(target) = target {
            reach(tree, target, false, alive);
        }
    }
}

/// How one file leads to another.
enum Link {
    /// `mod name;`
    Module(String),
    /// `#[path = "…"]` or `include!("…")`, relative to the file's directory.
    Path(String),
}

fn links(text: &str) -> Vec<Link> {
    let code = Scan::of(text).code;
    let pairs = code.lines().zip(text.lines());
    let found = pairs.filter_map(|(code, raw)| {
        let quoted = || {
            raw.split('"')
                .nth(1)
                .map(|path| Link::Path(path.to_owned()))
        };
        if code.contains("#[path = ") || code.contains("include!(") {
            return quoted();
        }
        let (before, name) = code.trim().strip_suffix(';')?.split_once("mod ")?;
        let is_declaration = before.is_empty() || before.starts_with("pub");
        is_declaration.then(|| Link::Module(name.trim().to_owned()))
    });
    found.collect()
}

/// `a/b/../c` is `a/c`.
fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.iter() {
        if part == ".." {
            parts.pop();
        } else if part != "." {
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(files: &[(&str, &str)]) -> Vec<String> {
        let package = Package {
            directory: PathBuf::from("crates/a"),
            named_targets: vec![PathBuf::from("crates/a/scenarios/all.rs")],
            ..Package::default()
        };
        let found = findings(&Tree::planted(files), &[package]);
        found
            .into_iter()
            .map(|finding| finding.path.display().to_string())
            .collect()
    }

    #[test]
    fn a_file_that_no_mod_line_reaches_is_dead() {
        let files = [
            (
                "crates/a/src/lib.rs",
                "mod b;\npub(crate) mod c;\n// mod e;\n",
            ),
            ("crates/a/src/b.rs", "mod d;\n"),
            ("crates/a/src/b/d.rs", ""),
            ("crates/a/src/c.rs", ""),
            ("crates/a/src/e.rs", ""),
        ];
        assert_eq!(dead(&files), ["crates/a/src/e.rs"]);
    }

    #[test]
    fn targets_are_alive_by_convention_or_by_name() {
        let files = [
            ("crates/a/build.rs", ""),
            ("crates/a/src/bin/x.rs", ""),
            ("crates/a/src/bin/y/main.rs", "mod z;\n"),
            ("crates/a/src/bin/y/z.rs", ""),
            ("crates/a/tests/incident.rs", "mod world;\n"),
            ("crates/a/tests/world/mod.rs", ""),
            ("crates/a/scenarios/all.rs", "mod one;\n"),
            ("crates/a/scenarios/one.rs", ""),
        ];
        assert_eq!(dead(&files), [""; 0]);
    }

    #[test]
    fn paths_and_includes_are_followed() {
        let files = [
            (
                "crates/a/src/lib.rs",
                "#[path = \"odd/name.rs\"]\nmod x;\ninclude!(\"../data/t.rs\");\n",
            ),
            ("crates/a/src/odd/name.rs", ""),
            ("crates/a/data/t.rs", ""),
        ];
        assert_eq!(dead(&files), [""; 0]);
    }
}
