// SPDX-License-Identifier: EUPL-1.2
//! What a state shows and waits for; every state has one.

use crate::asks::Ask;
use crate::policy::Policy;
use crate::screen::{Entry, Screen, ScreenName};
use crate::totem::Totem;
use crate::world::World;

/// A state seen from outside. Only the name has no default.
pub(crate) trait Face {
    /// Which page.
    fn name(&self) -> ScreenName;

    /// Adds what only this page has: outcome, notices, tries, actions.
    fn show(&self, _totem: &Totem, _screen: &mut Screen) {}

    /// The digits being typed.
    fn entry(&self, _totem: &Totem) -> Option<Entry> {
        None
    }

    /// Whether the person may stop here.
    fn is_cancellable(&self) -> bool {
        false
    }

    /// The question whose answer this state waits for.
    fn awaits(&self) -> Option<Ask> {
        None
    }

    /// How long the page waits for a person before it warns.
    fn calm_ms(&self, _policy: &Policy) -> Option<u64> {
        None
    }

    /// A time of its own at which it changes.
    fn deadline_ms(&self, _world: &World) -> Option<u64> {
        None
    }
}
