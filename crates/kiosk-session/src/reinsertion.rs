// SPDX-License-Identifier: EUPL-1.2
//! Waiting for the new card of this visit to come back, and knowing it again.

use crate::asks::Ask;
use crate::effect::Effect;
use crate::event::Reading;
use crate::log_event::LogEvent;
use crate::policy::Policy;
use crate::screen::Notice;
use crate::slot::Slot;
use crate::turn::Turn;

/// The card is out, or another one is in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Reinsertion {
    /// The reader whose card is being read.
    pub(crate) reading: Option<Slot>,
    /// What the person should know.
    pub(crate) notice: Notice,
}

impl Reinsertion {
    /// Starts to wait; a card that is already back is read at once.
    pub(crate) fn begin(notice: Notice, turn: &mut Turn) -> Self {
        for slot in turn.world.powered() {
            if turn.world.fresh() != Some(slot) {
                turn.run(Effect::PowerOff(slot));
            }
        }
        let waiting = Self {
            reading: None,
            notice,
        };
        match turn.world.fresh() {
            Some(slot) => waiting.inserted(slot, turn),
            None => waiting,
        }
    }

    /// What it waits for besides a person.
    pub(crate) fn awaits(self) -> Option<Ask> {
        self.reading.map(|_| Ask::Read)
    }

    /// How long before the warning; the warning is part of the time to bring the card back.
    pub(crate) const fn calm_ms(policy: &Policy) -> u64 {
        policy.reinsert_ms.saturating_sub(policy.warning_ms)
    }

    /// A card came in.
    pub(crate) fn inserted(self, slot: Slot, turn: &mut Turn) -> Self {
        if self.reading.is_some() {
            return self;
        }
        turn.run(Effect::ReadCard(slot));
        Self {
            reading: Some(slot),
            ..self
        }
    }

    /// A silent card came in.
    pub(crate) const fn mute(self) -> Self {
        Self {
            notice: Notice::TurnCard,
            ..self
        }
    }

    /// A card was read: the one of before, or still waiting.
    ///
    /// # Errors
    /// The waiting goes on.
    pub(crate) fn card_read(self, reading: &Reading, turn: &mut Turn) -> Result<(), Self> {
        let notice = match (reading, turn.visit.new_card(), self.reading) {
            (Reading::Cns(facts), Some(card), Some(slot)) if facts.card == card.token => {
                turn.visit.move_new_card(slot);
                return Ok(());
            }
            (Reading::Failed(_), _, _) => {
                turn.log(LogEvent::CardUnreadable);
                Notice::Reinsert
            }
            (Reading::Cns(_) | Reading::WithoutCertificate | Reading::UnknownType, _, _) => {
                Notice::OtherCard
            }
        };
        Err(Self::begin(notice, turn))
    }
}
