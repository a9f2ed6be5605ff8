// SPDX-License-Identifier: EUPL-1.2
//! S20: the new card signs the proof of its activation, which shows that it works.

use activation_protocol::Outcome;

use super::{Confirm, State, VerifyNewPin};
use crate::asks::Ask;
use crate::effect::{Effect, Statement};
use crate::ending;
use crate::event::CardFault;
use crate::face::Face;
use crate::journal_op::Record;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::turn::Turn;
use crate::visit::once_more;

/// Waiting for the signature.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct SignNewProof {
    failures: u8,
}

impl SignNewProof {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        Self { failures: 0 }.ask(turn)
    }

    fn ask(self, turn: &mut Turn) -> State {
        turn.run(Effect::Sign(turn.visit.new_slot(), Statement::NewProof));
        self.into()
    }
}

impl Face for SignNewProof {
    fn name(&self) -> ScreenName {
        ScreenName::SignNewProof
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Sign)
    }
}

impl Reactions for SignNewProof {
    fn signed(mut self, result: Result<(), CardFault>, turn: &mut Turn) -> State {
        match result {
            Ok(()) => proven(turn),
            // A card that hangs is not asked again before it was out.
            Err(CardFault::Removed | CardFault::TimedOut) => VerifyNewPin::without_card(turn),
            Err(_) if once_more(&mut self.failures, 2) => ending::end(turn, Outcome::ToBeCompleted),
            Err(_) if turn.world.in_use(turn.visit.new_slot()) => self.ask(turn),
            Err(_) => VerifyNewPin::without_card(turn),
        }
    }
}

/// Nothing more is needed of the card, nor of any secret.
fn proven(turn: &mut Turn) -> State {
    turn.run(Effect::PowerOff(turn.visit.new_slot()));
    turn.run(Effect::WipeAll);
    turn.record(Record::Proof);
    if turn.visit.record == Some(Record::Proof) {
        turn.log(LogEvent::ProofStored);
    }
    Confirm::enter(turn)
}
