// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Eyes and a finger for scripts: whichever glass the totem has, they look and touch the same way.

mod pages;
mod photographer;
mod screen_image;
mod text;
mod x;

use std::time::Duration;

use anyhow::{Context as _, Result, bail};

pub use pages::{Pages, Seen, Target};
pub use photographer::Photographer;
pub use text::TextGlass;
pub use x::XGlass;

use crate::world::Totem;

/// Longer than any page takes that does not wait for a person.
const PATIENCE: Duration = Duration::from_secs(30);

/// A totem's glass, as a person in front of it has it.
pub trait Glass {
    /// Looks at a totem that has just been switched on.
    fn attach(&mut self, totem: &mut Totem) -> Result<()>;

    /// Everything seen so far.
    fn pages(&self) -> &Pages;

    /// Puts a finger on a target of the page.
    fn press(&mut self, page: &Seen, action: &str, value: Option<&str>) -> Result<()>;

    /// Waits until the page on the glass has its picture, where there are pictures.
    fn screenshot(&mut self) -> Result<()>;

    /// Waits for this page, from the one after the last expected on.
    fn expect(&mut self, screen: &str) -> Result<Seen> {
        self.expect_one_of(&[screen])
    }

    /// Waits for the first of these pages.
    fn expect_one_of(&mut self, screens: &[&str]) -> Result<Seen> {
        let seen = self.pages().await_next(PATIENCE, |line| {
            let last_word = matches!(line.screen.as_str(), "outcome" | "out-of-service");
            last_word || screens.contains(&line.screen.as_str())
        });
        let seen = seen.with_context(|| format!("{} was expected", screens.join(" or ")))?;
        if !screens.contains(&seen.line.screen.as_str()) {
            let wanted = screens.join(" or ");
            bail!(
                "{wanted} was expected, and came {}: {}",
                seen.line.screen,
                seen.line.title
            );
        }
        self.screenshot()?;
        Ok(seen)
    }

    /// Touches an action of the page on the glass, once the page offers it.
    fn touch(&mut self, action: &str, value: Option<&str>) -> Result<()> {
        let page = self.pages().await_offer(PATIENCE, action)?;
        self.press(&page, action, value)
    }
}
