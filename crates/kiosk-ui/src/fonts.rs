// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A font configuration of the totem's own, so that no other font of the machine is ever looked at.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::UiError;

/// The variable the program must be started with; its value is [`write_configuration`]'s answer.
pub const VARIABLE: &str = "FONTCONFIG_FILE";

/// Writes `fonts.conf` into `directory`, which must be writable; it names `fonts` as the only place
/// with fonts and `directory` as the place of their cache.
///
/// The text faces are part of the program. This spares the totem a search through all fonts of the
/// machine, makes what stands in for a missing letter the same everywhere, and gives Slint the one
/// font without which it does not start.
///
/// # Errors
/// [`UiError::NoFonts`] when there is no font in `fonts`, [`UiError::Fonts`] when `directory`
/// cannot be made or written.
pub fn write_configuration(directory: &Path, fonts: &Path) -> Result<PathBuf, UiError> {
    if !has_font(fonts) {
        return Err(UiError::NoFonts(fonts.to_owned()));
    }
    fs::create_dir_all(directory).map_err(UiError::Fonts)?;
    let file = directory.join("fonts.conf");
    let text = configuration(fonts, &directory.join("font-cache"));
    fs::write(&file, text).map_err(UiError::Fonts)?;
    Ok(file)
}

fn has_font(directory: &Path) -> bool {
    let names = fs::read_dir(directory).into_iter().flatten().flatten();
    names
        .map(|entry| entry.path())
        .any(|path| path.extension().is_some_and(|ending| ending == "ttf"))
}

fn configuration(fonts: &Path, cache: &Path) -> String {
    let [fonts, cache] = [fonts, cache].map(|path| escape(&path.to_string_lossy()));
    format!(
        r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"#
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crates_own_fonts_are_fonts_and_an_absent_directory_has_none() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        assert!(has_font(&own));
        let answer = write_configuration(&own, Path::new("/nonexistent"));
        assert!(matches!(answer, Err(UiError::NoFonts(_))));
    }

    #[test]
    fn the_configuration_names_one_directory_of_fonts_and_a_cache() {
        let text = configuration(Path::new("/opt/fonts & more"), Path::new("/run/cache"));
        assert!(text.contains("<dir>/opt/fonts &amp; more</dir>"));
        assert!(text.contains("<cachedir>/run/cache</cachedir>"));
        assert_eq!(text.matches("<dir").count(), 1);
    }
}
