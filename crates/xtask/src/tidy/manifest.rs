// SPDX-License-Identifier: EUPL-1.2
//! What the rules need to know of each package's `Cargo.toml`.

use std::path::{Path, PathBuf};

use anyhow::Context;
use toml::{Table, Value};

use super::tree::{File, Tree};

/// A package of the workspace.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) name: String,
    /// Where it is, relative to the project's root.
    pub(super) directory: PathBuf,
    /// SPDX expression.
    pub(super) licence: String,
    pub(super) dependencies: Vec<Dependency>,
    /// Target files named in the manifest, relative to the project's root.
    pub(super) named_targets: Vec<PathBuf>,
}

/// One line of a dependency table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    pub(super) name: String,
    /// From `[dev-dependencies]`.
    pub(super) only_for_tests: bool,
}

impl Package {
    pub(super) fn manifest_path(&self) -> PathBuf {
        self.directory.join("Cargo.toml")
    }
}

/// The packages of the tree, by directory.
pub(super) fn packages(tree: &Tree) -> anyhow::Result<Vec<Package>> {
    let workspace = tree
        .get(Path::new("Cargo.toml"))
        .context("there is no workspace manifest")?;
    let shared = parse(workspace)?;
    let shared_licence = text(&shared, &["workspace", "package", "license"]).unwrap_or_default();
    let members = tree
        .files()
        .filter(|file| file.path.ends_with("Cargo.toml") && file.path != workspace.path);
    members
        .map(|file| Ok(package(&parse(file)?, &file.path, shared_licence)))
        .collect()
}

/// The package in whose directory `path` is; the inner one where one is within another.
pub(super) fn owner_of<'a>(path: &Path, packages: &'a [Package]) -> Option<&'a Package> {
    packages
        .iter()
        .filter(|package| path.starts_with(&package.directory))
        .max_by_key(|package| package.directory.iter().count())
}

fn parse(file: &File) -> anyhow::Result<Table> {
    file.text
        .parse()
        .with_context(|| format!("cannot read {}", file.path.display()))
}

fn package(manifest: &Table, path: &Path, shared_licence: &str) -> Package {
    let directory = path.parent().unwrap_or(path).to_path_buf();
    let mut dependencies = dependencies(manifest, "dependencies", false);
    dependencies.extend(self::dependencies(manifest, "build-dependencies", false));
    dependencies.extend(self::dependencies(manifest, "dev-dependencies", true));
    Package {
        name: text(manifest, &["package", "name"])
            .unwrap_or_default()
            .to_owned(),
        licence: text(manifest, &["package", "license"])
            .unwrap_or(shared_licence)
            .to_owned(),
        named_targets: named_targets(manifest)
            .map(|target| directory.join(target))
            .collect(),
        directory,
        dependencies,
    }
}

/// The string at `keys`, if there is one.
fn text<'a>(table: &'a Table, keys: &[&str]) -> Option<&'a str> {
    let (last, path) = keys.split_last()?;
    let inner = path
        .iter()
        .try_fold(table, |table, key| table.get(*key)?.as_table())?;
    inner.get(*last)?.as_str()
}

fn dependencies(manifest: &Table, section: &str, only_for_tests: bool) -> Vec<Dependency> {
    let table = manifest.get(section).and_then(Value::as_table);
    let names = table.into_iter().flat_map(Table::iter).map(|(key, value)| {
        // `package = "…"` gives a dependency another name.
        let renamed = value.as_table().and_then(|it| text(it, &["package"]));
        renamed.unwrap_or(key).to_owned()
    });
    names
        .map(|name| Dependency {
            name,
            only_for_tests,
        })
        .collect()
}

fn named_targets(manifest: &Table) -> impl Iterator<Item = &str> {
    let lists = ["bin", "test", "bench", "example"].into_iter();
    let listed = lists
        .filter_map(|kind| manifest.get(kind)?.as_array())
        .flatten()
        .filter_map(|target| text(target.as_table()?, &["path"]));
    listed.chain(text(manifest, &["lib", "path"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_gives_its_name_licence_dependencies_and_targets() {
        let tree = Tree::planted(&[
            (
                "Cargo.toml",
                "[workspace.package]\nlicense = \"EUPL-1.2\"\n",
            ),
            (
                "crates/a/Cargo.toml",
                "[package]\nname = \"a\"\nlicense.workspace = true\n\
                 [[bin]]\nname = \"x\"\npath = \"src/x.rs\"\n\
                 [dependencies]\nb.workspace = true\n\
                 [dev-dependencies]\nc = { package = \"d\", version = \"1\" }\n",
            ),
        ]);
        let packages = packages(&tree).expect("well-formed");
        let [package] = packages.as_slice() else {
            panic!("one package: {packages:?}")
        };
        assert_eq!(
            (package.name.as_str(), package.licence.as_str()),
            ("a", "EUPL-1.2")
        );
        assert_eq!(package.named_targets, [PathBuf::from("crates/a/src/x.rs")]);
        let names: Vec<_> = package
            .dependencies
            .iter()
            .map(|it| (it.name.as_str(), it.only_for_tests))
            .collect();
        assert_eq!(names, [("b", false), ("d", true)]);
    }

    #[test]
    fn a_file_belongs_to_the_innermost_package_around_it() {
        let packages = ["tests", "tests/fuzz"].map(|directory| Package {
            directory: PathBuf::from(directory),
            ..Package::default()
        });
        let owner = |path| owner_of(Path::new(path), &packages).map(|it| it.directory.as_path());
        assert_eq!(owner("tests/src/lib.rs"), Some(Path::new("tests")));
        assert_eq!(
            owner("tests/fuzz/src/lib.rs"),
            Some(Path::new("tests/fuzz"))
        );
        assert_eq!(owner("crates/a/src/lib.rs"), None);
    }

    #[test]
    fn a_broken_manifest_is_named() {
        let tree = Tree::planted(&[("Cargo.toml", ""), ("crates/a/Cargo.toml", "[package")]);
        let error = packages(&tree).expect_err("broken");
        assert!(format!("{error:#}").contains("crates/a/Cargo.toml"));
    }
}
