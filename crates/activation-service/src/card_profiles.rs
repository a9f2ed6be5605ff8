// SPDX-License-Identifier: EUPL-1.2
//! The card profile bundle as a file, read again when it changes; the last good one is published.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::SystemTime;

use anyhow::{Context, Result};
use axum::body::Bytes;
use cns_card::{BundleKey, ProfileBundle};

use crate::config::CardProfileFiles;
use crate::events;

/// Publishes what the file held when it was last good.
pub(crate) struct ProfilePublisher {
    file: PathBuf,
    keys: Vec<BundleKey>,
    current: RwLock<Known>,
}

/// A bundle that was verified here. Kiosks verify it again.
#[derive(Clone)]
pub(crate) struct Published {
    pub(crate) version: u64,
    pub(crate) file: Bytes,
}

/// What is published, and how the file looked when it was last read.
#[derive(Clone, Default)]
struct Known {
    published: Option<Published>,
    looked: Option<Look>,
}

/// When the file was changed and how long it is; `None`: it is not there.
type Look = Option<(SystemTime, u64)>;

impl ProfilePublisher {
    /// Reads the file, if there is one already. One that cannot be published is said in the log;
    /// the rest of the service does not depend on it.
    pub(crate) fn open(files: &CardProfileFiles) -> Result<Self> {
        let publisher = Self {
            file: files.bundle.clone(),
            keys: files.keys()?,
            current: RwLock::default(),
        };
        publisher.reload();
        Ok(publisher)
    }

    /// Reads the file again if it changed.
    pub(crate) fn reload(&self) {
        let looked = Some(look(&self.file));
        let before = self.known();
        if looked == before.looked {
            return;
        }
        let published = match self.read(before.published.as_ref()) {
            Ok(Some(fresh)) => {
                events::profiles_published(fresh.version);
                Some(fresh)
            }
            Ok(None) => before.published,
            Err(why) => {
                events::profiles_refused(&self.file, &why);
                before.published
            }
        };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Known { published, looked };
    }

    /// What kiosks may fetch now.
    pub(crate) fn published(&self) -> Option<Published> {
        self.known().published
    }

    /// The bundle in the file; `None` when it is, byte for byte, what is published already, and
    /// before anything was put there.
    fn read(&self, before: Option<&Published>) -> Result<Option<Published>> {
        let file = match read_bounded(&self.file) {
            Err(error) if before.is_none() && error.kind() == ErrorKind::NotFound => {
                return Ok(None);
            }
            read => read.context("cannot be read")?,
        };
        if before.is_some_and(|before| before.file == file) {
            return Ok(None);
        }
        let newer_than = before.map_or(0, |before| before.version);
        let bundle = ProfileBundle::open(&file, &self.keys, newer_than)?;
        Ok(Some(Published {
            version: bundle.version,
            file: file.into(),
        }))
    }

    fn known(&self) -> Known {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.clone()
    }
}

/// The file, or as much of it as shows that it is too long.
pub(crate) fn read_bounded(path: &Path) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(ProfileBundle::LONGEST).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn look(path: &Path) -> Look {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
