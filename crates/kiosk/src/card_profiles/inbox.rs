// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Where somebody puts a bundle of card profiles: a file, or a folder of them.

use std::collections::BTreeMap;
use std::fs::{File, metadata, read_dir};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use cns_card::ProfileBundle;

/// The inbox, and what was seen in it.
#[derive(Debug)]
pub(crate) struct ProfilesInbox {
    path: PathBuf,
    seen: BTreeMap<PathBuf, Seen>,
}

/// A file as it was when last looked at.
#[derive(Clone, Copy, Debug)]
struct Seen {
    stamp: Stamp,
    taken: bool,
}

/// A file that was written again has another one: inode, length, seconds and nanoseconds.
type Stamp = (u64, u64, i64, i64);

impl ProfilesInbox {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            seen: BTreeMap::new(),
        }
    }

    /// The files that are new since the last look but one, each once, in the order of their names.
    /// A file that has changed since the last look may still be on its way, and waits for the next.
    pub(crate) fn look(&mut self) -> Vec<Vec<u8>> {
        let mut found = Vec::new();
        let mut seen = BTreeMap::new();
        for (path, stamp) in self.files() {
            let before = self.seen.get(&path).filter(|before| before.stamp == stamp);
            let settled = before.is_some();
            let taken = before.is_some_and(|before| before.taken);
            if settled && !taken {
                found.extend(content(&path));
            }
            let taken = settled;
            seen.insert(path, Seen { stamp, taken });
        }
        self.seen = seen;
        found
    }

    fn files(&self) -> Vec<(PathBuf, Stamp)> {
        let mut paths: Vec<_> = match read_dir(&self.path) {
            Ok(folder) => folder.flatten().map(|entry| entry.path()).collect(),
            Err(_) => vec![self.path.clone()],
        };
        paths.sort();
        let stamped = |path: PathBuf| stamp(&path).map(|stamp| (path, stamp));
        paths.into_iter().filter_map(stamped).collect()
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let file = metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some((file.ino(), file.len(), file.mtime(), file.mtime_nsec()))
}

/// No more of it than shows that it is too long.
fn content(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).ok()?;
    let limit = ProfileBundle::LONGEST as u64 + 1;
    file.take(limit).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const NOTHING: Vec<Vec<u8>> = Vec::new();

    #[test]
    fn a_file_is_taken_once_it_has_settled_and_again_when_it_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bundle");
        let mut inbox = ProfilesInbox::new(&path);
        assert_eq!(inbox.look(), NOTHING);
        fs::write(&path, "first").unwrap();
        assert_eq!(inbox.look(), NOTHING);
        assert_eq!(inbox.look(), [b"first"]);
        assert_eq!(inbox.look(), NOTHING);
        fs::write(&path, "half of the sec").unwrap();
        assert_eq!(inbox.look(), NOTHING);
        fs::write(&path, "the second, whole").unwrap();
        assert_eq!(inbox.look(), NOTHING);
        assert_eq!(inbox.look(), [b"the second, whole"]);
    }

    #[test]
    fn a_folder_is_an_inbox_of_many_files() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("no-file")).unwrap();
        let mut inbox = ProfilesInbox::new(folder.path());
        fs::write(folder.path().join("1"), "one").unwrap();
        inbox.look();
        fs::write(folder.path().join("2"), "two").unwrap();
        assert_eq!(inbox.look(), [b"one"]);
        assert_eq!(inbox.look(), [b"two"]);
        assert_eq!(inbox.look(), NOTHING);
    }

    #[test]
    fn files_that_came_together_are_taken_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let mut inbox = ProfilesInbox::new(folder.path());
        for name in ["9", "3", "7", "1", "5"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        inbox.look();
        assert_eq!(inbox.look(), [b"1", b"3", b"5", b"7", b"9"]);
    }
}
