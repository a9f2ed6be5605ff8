// SPDX-License-Identifier: EUPL-1.2
//! A damaged journal is kept, never mended: it moves aside and a new one begins.

use std::path::Path;

use crate::{Journal, JournalError};

/// An open journal, and whether a damaged one had to be moved aside for it.
#[derive(Debug)]
pub struct Opened {
    /// The journal.
    pub journal: Journal,
    /// A damaged file lies in `quarantine/` beside it.
    pub quarantined: bool,
}

/// Opens the journal; if it is damaged, moves it to `quarantine/` beside it and begins a new one.
///
/// # Errors
/// What [`Journal::open`] answers for anything but damage, or a failed move.
pub fn open_or_quarantine(path: &Path, now_ms: u64) -> Result<Opened, JournalError> {
    match Journal::open(path) {
        Ok(journal) => Ok(Opened {
            journal,
            quarantined: false,
        }),
        Err(error) if error.is_damage() => {
            move_aside(path, now_ms).map_err(JournalError::Quarantine)?;
            let journal = Journal::open(path)?;
            Ok(Opened {
                journal,
                quarantined: true,
            })
        }
        Err(error) => Err(error),
    }
}

fn move_aside(path: &Path, now_ms: u64) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(".")).join("quarantine");
    std::fs::create_dir_all(&folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for suffix in ["", "-wal", "-shm"] {
        let from = path.with_file_name(format!("{name}{suffix}"));
        if from.exists() {
            std::fs::rename(&from, folder.join(format!("{now_ms}-{name}{suffix}")))?;
        }
    }
    Ok(())
}
