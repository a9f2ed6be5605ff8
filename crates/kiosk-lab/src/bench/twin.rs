// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The first page of the totem as a web page, with the same words, shapes and fonts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::glass::Target;

const PAGE: &str = include_str!("twin/idle.html");
const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../kiosk-ui/fonts");
const FACES: [&str; 3] = [
    "TitilliumWeb-Regular.ttf",
    "TitilliumWeb-SemiBold.ttf",
    "TitilliumWeb-Bold.ttf",
];

/// Writes the page and its fonts into `dir`; its button is where the totem's is.
pub(super) fn write(dir: &Path, button: &Target) -> Result<PathBuf> {
    fs::create_dir_all(dir)?;
    for face in FACES {
        fs::copy(Path::new(FONTS).join(face), dir.join(face)).context(face)?;
    }
    let Target { x, y, w, h, .. } = button;
    let place = format!("left: {x}px; top: {y}px; width: {w}px; height: {h}px");
    let path = dir.join("idle.html");
    fs::write(&path, PAGE.replace("/* place of the button */", &place))?;
    Ok(path)
}
