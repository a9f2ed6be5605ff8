// SPDX-License-Identifier: EUPL-1.2
//! S28: finding out what kind of card it is. Every answer is worth telling.

use super::{CheckAskService, CheckInsertCard, CheckReport, State};
use crate::asks::Ask;
use crate::card_report::Found;
use crate::check;
use crate::effect::Effect;
use crate::event::{CardFault, Reading};
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::slot::Slot;
use crate::turn::Turn;

/// Waiting for what is on the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckReadCard {
    slot: Slot,
}

impl CheckReadCard {
    pub(crate) fn enter(slot: Slot, turn: &mut Turn) -> State {
        turn.run(Effect::ReadCard(slot));
        Self { slot }.into()
    }
}

impl Face for CheckReadCard {
    fn name(&self) -> ScreenName {
        ScreenName::CheckReadCard
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Read)
    }
}

impl Reactions for CheckReadCard {
    fn card_read(self, reading: &Reading, turn: &mut Turn) -> State {
        match reading {
            Reading::Cns(facts) => {
                check::found_cns(self.slot, facts, turn);
                if facts.consistent {
                    CheckAskService::enter(turn)
                } else {
                    // There is no one card to ask about.
                    CheckReport::enter(None, turn)
                }
            }
            Reading::WithoutCertificate => check::found(Found::WithoutCertificate, turn),
            Reading::UnknownType => check::found(Found::UnknownType, turn),
            // A pulled card may be a good one, however often it is pulled.
            Reading::Failed(CardFault::Removed) => {
                turn.let_go(self.slot);
                CheckInsertCard::enter(Some(Notice::Reinsert), turn)
            }
            Reading::Failed(CardFault::TimedOut | CardFault::Transport | CardFault::Garbage) => {
                CheckInsertCard::after_break(self.slot, turn)
            }
        }
    }
}
