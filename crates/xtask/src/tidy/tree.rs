// SPDX-License-Identifier: EUPL-1.2
//! The project's text files in memory, so that every rule is a function of data.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A text file, by its path relative to the project's root.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl File {
    pub(super) fn has_extension(&self, extension: &str) -> bool {
        self.path.extension().is_some_and(|it| it == extension)
    }
}

/// All files that some rule reads, in path order.
#[derive(Default)]
pub(super) struct Tree {
    files: BTreeMap<PathBuf, File>,
}

impl Tree {
    /// Reads the files under `root`; what cargo writes and hidden directories are left out.
    pub(super) fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        tree.read_directory(root, Path::new(""))?;
        Ok(tree)
    }

    /// A tree made of planted samples.
    #[cfg(test)]
    pub(super) fn planted(samples: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in samples {
            tree.insert(PathBuf::from(path), (*text).to_owned());
        }
        tree
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// Rust and Slint files.
    pub(super) fn sources(&self) -> impl Iterator<Item = &File> {
        self.files()
            .filter(|file| file.has_extension("rs") || file.has_extension("slint"))
    }

    pub(super) fn get(&self, path: &Path) -> Option<&File> {
        self.files.get(path)
    }

    fn insert(&mut self, path: PathBuf, text: String) {
        self.files.insert(path.clone(), File { path, text });
    }

    fn read_directory(&mut self, root: &Path, relative: &Path) -> io::Result<()> {
        for entry in fs::read_dir(root.join(relative))? {
            let entry = entry?;
            let path = relative.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                if !is_skipped(&path) {
                    self.read_directory(root, &path)?;
                }
            } else if is_read(&path) {
                self.insert(path, fs::read_to_string(entry.path())?);
            }
        }
        Ok(())
    }
}

/// Root-level build output, and hidden directories anywhere.
fn is_skipped(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || [Path::new("target"), Path::new("out")].contains(&path)
}

fn is_read(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let name = path.file_name().unwrap_or_default();
    ["rs", "slint", "md"].contains(&extension.as_ref())
        || name == "Cargo.toml"
        || name == ".clippy.toml"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_output_and_hidden_directories_are_not_read() {
        for path in ["target", "out", ".git", "crates/kiosk/.cache"] {
            assert!(is_skipped(Path::new(path)), "{path}");
        }
        assert!(!is_skipped(Path::new("crates/kiosk/src/out")));
    }

    #[test]
    fn the_project_itself_can_be_read() {
        let tree = Tree::read(&crate::process::project_root()).expect("readable");
        assert!(
            tree.get(Path::new("crates/xtask/src/tidy/tree.rs"))
                .is_some()
        );
    }
}
