// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Only the totem's own fonts, and the window's scale: fontconfig and Slint read them from the
//! environment, once, at the start of a process, so the program starts itself again with them.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::Context;
use kiosk::config::Config;
use kiosk_ui::Backend;
use kiosk_ui::fonts::{VARIABLE, write_configuration};

/// Returns in a process that has both.
pub(crate) fn ensure_configured(config: &Config, backend: Backend) -> anyhow::Result<()> {
    let file = write_configuration(&config.totem.runtime_dir, &config.screen.fonts_dir)
        .context("totem.runtime_dir")?;
    if std::env::var_os(VARIABLE).is_some_and(|set| set == file.as_os_str()) {
        return Ok(());
    }
    let program = std::env::current_exe().context("the program's own file")?;
    let error = Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(VARIABLE, &file)
        .envs(backend.variable())
        .exec();
    Err(error).context("starting again with the totem's own fonts")
}
