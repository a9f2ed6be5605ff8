// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What the programs of a world log during one visit.

use std::fs;
use std::path::{Path, PathBuf};

const LOGS: [&str; 4] = ["totem.log", "backend.log", "cns-emulator.log", "apdus.log"];

/// The logs, and how long each was at the beginning.
pub(super) struct Logs(Vec<(PathBuf, usize)>);

impl Logs {
    /// Of the world in this folder.
    pub(super) fn from_now_on(world: &Path) -> Self {
        let log = |name: &str| {
            let path = world.join("logs").join(name);
            let length = read(&path).len();
            (path, length)
        };
        Self(LOGS.iter().map(|name| log(name)).collect())
    }

    /// Every line since then, log by log.
    pub(super) fn since(&self) -> Vec<String> {
        let lines = |(path, start): &(PathBuf, usize)| {
            let text = read(path);
            let new = text.get(*start..).unwrap_or_default();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            new.lines()
                .map(|line| format!("{name}: {line}"))
                .collect::<Vec<_>>()
        };
        self.0.iter().flat_map(lines).collect()
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
