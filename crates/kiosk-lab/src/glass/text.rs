// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The text glass from outside: a line in for each touch.

use std::io::Write as _;
use std::process::ChildStdin;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::{Glass, Pages, Seen};
use crate::world::Totem;

/// Talks to `puntosi-lab`.
#[derive(Debug, Default)]
pub struct TextGlass {
    pages: Pages,
    finger: Option<ChildStdin>,
}

impl Glass for TextGlass {
    fn attach(&mut self, totem: &mut Totem) -> Result<()> {
        self.finger = Some(totem.touches()?);
        self.pages.listen(totem.lines()?)
    }

    fn pages(&self) -> &Pages {
        &self.pages
    }

    fn press(&mut self, _page: &Seen, action: &str, value: Option<&str>) -> Result<()> {
        let touch = match value {
            Some(value) => json!({ "action": action, "value": value }),
            None => json!({ "action": action }),
        };
        let finger = self.finger.as_mut().context("no totem to touch")?;
        writeln!(finger, "{touch}").context("the totem takes no touches")
    }

    fn screenshot(&mut self) -> Result<()> {
        Ok(())
    }
}
