// SPDX-License-Identifier: EUPL-1.2
//! S33: the card signs, which shows that key and PIN work together.

use super::{State, check_verify_pin};
use crate::asks::Ask;
use crate::card_report::Proof;
use crate::check;
use crate::effect::{Effect, Statement};
use crate::event::CardFault;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::turn::Turn;

/// Waiting for the signature.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckSign;

impl CheckSign {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        let slot = turn.visit.first_slot();
        turn.run(Effect::Sign(slot, Statement::CardCheck));
        Self.into()
    }
}

impl Face for CheckSign {
    fn name(&self) -> ScreenName {
        ScreenName::CheckSign
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Sign)
    }
}

impl Reactions for CheckSign {
    fn signed(self, result: Result<(), CardFault>, turn: &mut Turn) -> State {
        match result {
            Ok(()) => check::proved(Proof::Works, turn),
            Err(fault) => check_verify_pin::broken(fault, turn),
        }
    }
}
