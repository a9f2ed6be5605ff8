// SPDX-License-Identifier: EUPL-1.2
//! S08: the old card signs that its holder is here, at this totem, now.

use activation_protocol::Outcome;

use super::{InsertOldCard, ReadOldCard, SendOldProof, State};
use crate::asks::Ask;
use crate::effect::{Effect, Statement};
use crate::ending;
use crate::event::CardFault;
use crate::face::Face;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::turn::Turn;
use crate::visit::once_more;

/// Waiting for the signature.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct SignOldProof;

impl SignOldProof {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::Sign(turn.visit.first_slot(), Statement::OldAuth));
        Self.into()
    }
}

impl Face for SignOldProof {
    fn name(&self) -> ScreenName {
        ScreenName::SignOldProof
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Sign)
    }
}

impl Reactions for SignOldProof {
    fn signed(self, result: Result<(), CardFault>, turn: &mut Turn) -> State {
        let Err(fault) = result else {
            return SendOldProof::enter(turn);
        };
        turn.log(LogEvent::CardUnreadable);
        if once_more(&mut turn.visit.mishaps.unsigned, 2) {
            return ending::end(turn, Outcome::Unreadable);
        }
        let slot = turn.visit.first_slot();
        let talks = !matches!(fault, CardFault::Removed | CardFault::TimedOut);
        if talks && turn.world.in_use(slot) {
            ReadOldCard::enter(slot, turn)
        } else {
            // Out, or hanging, and then it must be out once before it is asked again.
            turn.let_go(slot);
            InsertOldCard::enter(Some(Notice::Reinsert), turn)
        }
    }
}
