// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card profiles in use, and how newer ones take their place on a running totem.

mod inbox;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cns_card::{BUILTIN_VERSION, BundleError, BundleKey, ProfileBundle, Profiles};

use crate::durable_file;

pub(crate) use inbox::ProfilesInbox;

/// The profiles in use, the ones that wait for the next visit, and the last good bundle on disk.
pub(crate) struct CardProfiles {
    keys: Vec<BundleKey>,
    kept: PathBuf,
    in_use: Arc<Profiles>,
    version: u64,
    next: Option<ProfileBundle>,
}

/// Why a bundle does not replace the profiles.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProfilesRefused {
    /// Of itself.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It is good and cannot be kept: after a restart it would be gone.
    #[error("the bundle cannot be kept")]
    File(#[from] io::Error),
}

impl CardProfiles {
    /// The last good bundle in the state directory if it is still good, or else the built-in
    /// profiles; then also why it is not.
    pub(crate) fn open(keys: Vec<BundleKey>, state_dir: &Path) -> (Self, Option<ProfilesRefused>) {
        let kept = state_dir.join("card-profiles");
        let (bundle, refused) = match read_kept(&kept, &keys) {
            Ok(bundle) => (bundle, None),
            // The program knows better by now than the bundle it once kept.
            Err(ProfilesRefused::Bundle(BundleError::NotNewer { .. })) => (None, None),
            Err(refused) => (None, Some(refused)),
        };
        let (version, in_use) = bundle.map_or_else(
            || (BUILTIN_VERSION, Profiles::builtin()),
            |bundle| (bundle.version, bundle.profiles),
        );
        let profiles = Self {
            keys,
            kept,
            in_use: Arc::new(in_use),
            version,
            next: None,
        };
        (profiles, refused)
    }

    /// What cards are recognised by.
    pub(crate) fn in_use(&self) -> &Profiles {
        &self.in_use
    }

    /// The version in use.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Whether a bundle of this version would be welcome.
    pub(crate) fn wants(&self, version: u64) -> bool {
        !self.keys.is_empty() && version > self.newest()
    }

    /// Takes in a bundle: verified, kept on disk, and ready for [`CardProfiles::change_over`].
    /// `false` when it is the very one that was taken in last.
    ///
    /// # Errors
    /// [`ProfilesRefused`]; everything is as it was.
    pub(crate) fn offer(&mut self, file: &[u8]) -> Result<bool, ProfilesRefused> {
        let bundle = match ProfileBundle::open(file, &self.keys, self.newest()) {
            Err(BundleError::NotNewer { .. }) if self.is_kept(file) => return Ok(false),
            opened => opened?,
        };
        durable_file::replace(&self.kept, file)?;
        self.next = Some(bundle);
        Ok(true)
    }

    /// Uses the bundle taken in last from now on; its version, if there is one.
    pub(crate) fn change_over(&mut self) -> Option<u64> {
        let ProfileBundle { version, profiles } = self.next.take()?;
        self.in_use = Arc::new(profiles);
        self.version = version;
        Some(version)
    }

    fn newest(&self) -> u64 {
        self.next
            .as_ref()
            .map_or(self.version, |bundle| bundle.version)
    }

    fn is_kept(&self, file: &[u8]) -> bool {
        durable_file::read(&self.kept).is_ok_and(|kept| kept.as_deref() == Some(file))
    }
}

impl ProfilesRefused {
    /// The reason in a word, for the log.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Bundle(BundleError::TooLarge) => "too-large",
            Self::Bundle(BundleError::Malformed | BundleError::MalformedKey) => "malformed",
            Self::Bundle(BundleError::UnknownKey) => "unknown-key",
            Self::Bundle(BundleError::BadSignature) => "bad-signature",
            Self::Bundle(BundleError::NotNewer { .. }) => "not-newer",
            Self::Bundle(BundleError::Profile { .. }) => "bad-profile",
            Self::File(_) => "not-kept",
        }
    }
}

fn read_kept(kept: &Path, keys: &[BundleKey]) -> Result<Option<ProfileBundle>, ProfilesRefused> {
    let file = durable_file::read(kept)?;
    let open = |file: Vec<u8>| ProfileBundle::open(&file, keys, BUILTIN_VERSION);
    Ok(file.map(open).transpose()?)
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
