// SPDX-License-Identifier: EUPL-1.2
//! S02: waiting for a person, who touches a button or puts a card in.

use super::State;
use crate::check;
use crate::ending;
use crate::event::Event;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Action, Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;
use crate::world::World;

/// Nobody is here.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Idle;

impl Face for Idle {
    fn name(&self) -> ScreenName {
        ScreenName::Idle
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        screen.actions.extend([Action::Start, Action::Check]);
        let interrupted = totem.world.banner_until_ms.map(|_| Notice::Interrupted);
        screen.notices.extend(interrupted);
    }

    fn deadline_ms(&self, world: &World) -> Option<u64> {
        world.banner_until_ms
    }
}

impl Reactions for Idle {
    fn start(self, turn: &mut Turn) -> State {
        ending::begin(turn)
    }

    fn check(self, turn: &mut Turn) -> State {
        check::begin(turn)
    }

    fn inserted(self, _slot: Slot, turn: &mut Turn) -> State {
        ending::begin(turn)
    }

    fn mute(self, slot: Slot, turn: &mut Turn) -> State {
        ending::begin(turn).react(&Event::Mute(slot), turn)
    }

    fn faults_changed(self, turn: &mut Turn) -> State {
        ending::home(turn)
    }

    /// The interrupted visit is no longer mentioned.
    fn expired(self, turn: &mut Turn) -> State {
        turn.world.banner_until_ms = None;
        self.into()
    }
}
