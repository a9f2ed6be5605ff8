// SPDX-License-Identifier: EUPL-1.2
//! S14: the person chooses the new card's PIN and types it twice.

use activation_protocol::pin::WeakPin;

use super::{InsertNewCard, RequestRelease, State};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Entry, Notice, Screen, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::totem::Totem;
use crate::turn::Turn;
use crate::visit::{Visit, once_more};

/// Waiting for digits, or for what they are worth.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct ChoosePin {
    phase: Phase,
    typed: u8,
    mismatches: u8,
    notice: Option<Notice>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Phase {
    Choosing,
    Judging,
    Repeating,
    Comparing,
}

impl ChoosePin {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        if turn.world.in_use(turn.visit.new_slot()) {
            Self::choosing(None).into()
        } else {
            InsertNewCard::enter(Some(Notice::Reinsert), turn)
        }
    }

    const fn choosing(notice: Option<Notice>) -> Self {
        Self {
            phase: Phase::Choosing,
            typed: 0,
            mismatches: 0,
            notice,
        }
    }

    const fn repeating(mismatches: u8, notice: Notice) -> Self {
        Self {
            phase: Phase::Repeating,
            typed: 0,
            mismatches,
            notice: Some(notice),
        }
    }

    const fn slot(self) -> Option<SecretSlot> {
        match self.phase {
            Phase::Choosing => Some(SecretSlot::NewPin),
            Phase::Repeating => Some(SecretSlot::NewPinAgain),
            Phase::Judging | Phase::Comparing => None,
        }
    }
}

/// Fewest and most digits: the card's rules within the PIN pad's.
fn bounds(policy: &Policy, visit: &Visit) -> (u8, u8) {
    let pad = (policy.pin_min, policy.pin_max);
    visit.rules.map_or(pad, |rules| {
        (rules.min_len.max(pad.0), rules.max_len.min(pad.1))
    })
}

impl Face for ChoosePin {
    fn name(&self) -> ScreenName {
        ScreenName::ChoosePin
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen.notices.extend(self.notice);
    }

    fn entry(&self, totem: &Totem) -> Option<Entry> {
        let (min, max) = bounds(&totem.policy, &totem.visit);
        self.slot().map(|slot| Entry {
            slot,
            typed: self.typed,
            min,
            max,
        })
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        match self.phase {
            Phase::Judging => Some(Ask::Judge),
            Phase::Comparing => Some(Ask::Compare),
            Phase::Choosing | Phase::Repeating => None,
        }
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(policy.idle_ms)
    }
}

impl Reactions for ChoosePin {
    fn typed(self, digits: u8, turn: &mut Turn) -> State {
        match self.slot() {
            Some(_) => Self {
                typed: digits,
                ..self
            }
            .into(),
            None => self.unexpected(turn),
        }
    }

    fn confirm(self, turn: &mut Turn) -> State {
        if self.typed < bounds(&turn.policy, &turn.visit).0 {
            return self.into();
        }
        let (phase, question) = match self.phase {
            Phase::Choosing => (Phase::Judging, Effect::JudgePin),
            Phase::Repeating => (Phase::Comparing, Effect::ComparePins),
            Phase::Judging | Phase::Comparing => return self.unexpected(turn),
        };
        turn.run(question);
        Self { phase, ..self }.into()
    }

    fn pin_judged(self, verdict: Result<(), WeakPin>, turn: &mut Turn) -> State {
        match verdict {
            Ok(()) => Self::repeating(0, Notice::TypeAgain).into(),
            Err(reason) => {
                turn.run(Effect::Wipe(SecretSlot::NewPin));
                Self::choosing(Some(Notice::Weak(reason))).into()
            }
        }
    }

    /// Three differing entries: perhaps the first one was the slip of a finger.
    fn pins_compared(mut self, same: bool, turn: &mut Turn) -> State {
        turn.run(Effect::Wipe(SecretSlot::NewPinAgain));
        if same {
            return RequestRelease::enter(turn);
        }
        if once_more(&mut self.mismatches, 3) {
            turn.run(Effect::Wipe(SecretSlot::NewPin));
            return Self::choosing(Some(Notice::PinsDiffer)).into();
        }
        Self::repeating(self.mismatches, Notice::PinsDiffer).into()
    }

    fn removed(self, slot: Slot, turn: &mut Turn) -> State {
        if slot != turn.visit.new_slot() {
            return self.into();
        }
        turn.run(Effect::Wipe(SecretSlot::NewPin));
        turn.run(Effect::Wipe(SecretSlot::NewPinAgain));
        InsertNewCard::enter(Some(Notice::Reinsert), turn)
    }
}
