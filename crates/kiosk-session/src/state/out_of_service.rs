// SPDX-License-Identifier: EUPL-1.2
//! S01: the totem misses something it cannot work without, and says what.

use activation_protocol::Outcome;

use super::{State, boot};
use crate::ending;
use crate::event::Unfinished;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;

/// Waiting for the cause to go away.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct OutOfService;

impl Face for OutOfService {
    fn name(&self) -> ScreenName {
        ScreenName::OutOfService
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        screen.outcome = Some(Outcome::OutOfService);
        screen
            .notices
            .extend(totem.world.faults.iter().copied().map(Notice::Fault));
    }
}

impl Reactions for OutOfService {
    fn started(self, unfinished: &[Unfinished], turn: &mut Turn) -> State {
        boot::recover(unfinished, turn);
        ending::home(turn)
    }

    fn faults_changed(self, turn: &mut Turn) -> State {
        ending::home(turn)
    }

    /// People try; the page already says that it does not work.
    fn inserted(self, _slot: Slot, _turn: &mut Turn) -> State {
        self.into()
    }
}
