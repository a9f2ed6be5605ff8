// SPDX-License-Identifier: EUPL-1.2
//! The card's tree of files, addressed as SELECT addresses it.

use std::collections::BTreeMap;
use std::fmt;

/// File identifiers below the MF; the MF itself is the empty path.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<u16>);

impl Path {
    /// From bytes in twos, as in SELECT by path; `None` for an odd number.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let pairs = bytes.chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return None;
        }
        Some(Self(
            pairs
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect(),
        ))
    }

    /// From text such as `1100/1101`.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::from_bytes(&crate::hex::decode(&text.replace('/', ""))?)
    }

    /// The file that has this name here.
    pub fn join(&self, other: &Self) -> Self {
        Self([self.0.as_slice(), &other.0].concat())
    }

    /// The directory this is in; the MF is in itself.
    pub fn parent(&self) -> Self {
        Self(
            self.0
                .split_last()
                .map_or(&[][..], |(_, above)| above)
                .to_vec(),
        )
    }

    /// Whether it leads through `directory`.
    pub fn is_below(&self, directory: &Self) -> bool {
        self.0.len() > directory.0.len() && self.0.starts_with(&directory.0)
    }

    /// The file identifier; 3F00 for the MF.
    pub fn identifier(&self) -> u16 {
        self.0.last().copied().unwrap_or(0x3F00)
    }
}

/// Where a file is: the number of its tree (0 is the card's own, each application has another)
/// and the path from the root of that tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the tree.
    pub tree: usize,
    /// The path in it.
    pub path: Path,
}

/// Elementary files by place. Directories are the paths above them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<Place, Vec<u8>>);

impl Files {
    /// Adds an elementary file.
    pub fn insert(&mut self, place: Place, contents: Vec<u8>) {
        self.0.insert(place, contents);
    }

    /// The contents of an elementary file.
    pub fn get(&self, place: &Place) -> Option<&[u8]> {
        self.0.get(place).map(Vec::as_slice)
    }

    /// Whether `place` is a root or a directory with something below it.
    pub fn is_directory(&self, place: &Place) -> bool {
        let mut files = self.0.keys().filter(|file| file.tree == place.tree);
        place.path.0.is_empty() || files.any(|file| file.path.is_below(&place.path))
    }
}

/// Paths and sizes; what is in the files is somebody's.
impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes = self
            .0
            .iter()
            .map(|(place, contents)| (place, contents.len()));
        formatter.debug_map().entries(sizes).finish()
    }
}
