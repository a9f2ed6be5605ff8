// SPDX-License-Identifier: EUPL-1.2
//! S23: the slip is printed; nothing depends on it.

use activation_protocol::Outcome;

use super::{State, TakeCard};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::event::Printed;
use crate::face::Face;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::{Notice, Screen, ScreenName};
use crate::totem::Totem;
use crate::turn::Turn;

/// Waiting for the printer.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct PrintReceipt {
    outcome: Outcome,
}

impl PrintReceipt {
    pub(crate) fn enter(outcome: Outcome, turn: &mut Turn) -> State {
        turn.run(Effect::Print(outcome));
        Self { outcome }.into()
    }
}

impl Face for PrintReceipt {
    fn name(&self) -> ScreenName {
        ScreenName::PrintReceipt
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen.outcome = Some(self.outcome);
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Print)
    }
}

impl Reactions for PrintReceipt {
    fn printed(self, printed: Printed, turn: &mut Turn) -> State {
        let ok = printed == Printed::Done;
        turn.log(LogEvent::PrintResult { ok });
        let instead = (!ok).then_some(Notice::CodeOnScreen);
        TakeCard::enter(Some(self.outcome), instead, turn)
    }
}
