// SPDX-License-Identifier: EUPL-1.2
//! What is remembered of one person's visit; blank between visits.

use activation_protocol::messages::{Attempt, Flow};
use activation_protocol::pin::PinRules;
use activation_protocol::{Outcome, ReleaseNo, SecretMode, SessionId};

use crate::check::Check;
use crate::event::CardFacts;
use crate::journal_op::Record;
use crate::patience::Patience;
use crate::slot::{CardToken, HolderToken, Slot};
use crate::tries::Tries;

/// Everything a visit carries from page to page. Nothing in it is secret or personal.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Visit {
    /// Its name in the journal and at the backend.
    pub(crate) session: Option<SessionId>,
    /// When the person came.
    pub(crate) started_ms: u64,
    /// How it ended, once it has.
    pub(crate) outcome: Option<Outcome>,
    /// The last record made durable.
    pub(crate) record: Option<Record>,
    /// The backend may know of the session.
    pub(crate) announced: bool,
    /// How long the page will wait for the person.
    pub(crate) patience: Option<Patience>,
    /// How often the person asked for more time.
    pub(crate) extensions: u8,
    /// Which way the backend sent the visit.
    pub(crate) flow: Option<Flow>,
    /// The card put in first: the old one, the new one when resuming, or the one being checked.
    pub(crate) first: Option<Card>,
    /// The new card of a transfer.
    pub(crate) second: Option<Card>,
    /// The old card's PIN.
    pub(crate) old_tries: Tries,
    /// The new card's PIN.
    pub(crate) new_tries: Tries,
    /// What went wrong so often that it will not be tried for ever.
    pub(crate) mishaps: Mishaps,
    /// Why the last second card was not taken.
    pub(crate) refused: Option<Outcome>,
    /// What the chosen PIN must look like.
    pub(crate) rules: Option<PinRules>,
    /// The backend accepted the new card.
    pub(crate) bound: Option<Bound>,
    /// The release received.
    pub(crate) release: Option<ReleaseNo>,
    /// The new card was, or may have been, written.
    pub(crate) written: bool,
    /// The status word with which the new card refused the released code.
    pub(crate) refusal: Option<u16>,
    /// The visit ended because this totem does not know the kind of card.
    pub(crate) unknown_type: bool,
    /// The person came to have a card checked.
    pub(crate) check: Option<Check>,
}

/// A card of this visit and where it was last.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Card {
    /// Which reader.
    pub(crate) slot: Slot,
    /// Which card.
    pub(crate) token: CardToken,
    /// Whose.
    pub(crate) holder: HolderToken,
}

impl Card {
    /// A card as it was read.
    pub(crate) const fn new(slot: Slot, facts: &CardFacts) -> Self {
        Self {
            slot,
            token: facts.card,
            holder: facts.holder,
        }
    }
}

/// The new card as the backend accepted it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Bound {
    /// Which card.
    pub(crate) token: CardToken,
    /// How its PIN is set.
    pub(crate) mode: SecretMode,
    /// Whether it may have been set before.
    pub(crate) attempt: Attempt,
}

/// Things that may go wrong a few times.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Mishaps {
    /// With the card put in first.
    pub(crate) first: CardMishaps,
    /// With the new card of a transfer.
    pub(crate) second: CardMishaps,
    /// The old card did not sign.
    pub(crate) unsigned: u8,
    /// The second card was not the one that waits.
    pub(crate) wrong_second: u8,
}

/// What may go wrong with any card.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct CardMishaps {
    /// It was silent.
    pub(crate) mute: u8,
    /// A conversation with it broke.
    pub(crate) broken: u8,
}

/// Counts one more, and says whether that is the `limit`-th.
pub(crate) const fn once_more(count: &mut u8, limit: u8) -> bool {
    *count = count.saturating_add(1);
    *count >= limit
}

impl Visit {
    /// A new visit; `extensions` stay counted when a person starts over.
    pub(crate) fn new(session: SessionId, started_ms: u64, extensions: u8) -> Self {
        Self {
            session: Some(session),
            started_ms,
            extensions,
            ..Self::default()
        }
    }

    /// Whether a session runs.
    pub(crate) const fn is_open(&self) -> bool {
        self.session.is_some() && self.outcome.is_none()
    }

    /// Whether a check runs.
    pub(crate) fn is_checking(&self) -> bool {
        self.check.as_ref().is_some_and(Check::is_under_way)
    }

    /// Whether only the proof of an earlier visit's card is missing.
    pub(crate) fn is_resuming(&self) -> bool {
        self.flow == Some(Flow::ConfirmOnly)
    }

    /// The reader of the first card.
    pub(crate) fn first_slot(&self) -> Slot {
        self.first.map_or_else(Slot::default, |card| card.slot)
    }

    /// The new card, whichever came first.
    pub(crate) fn new_card(&self) -> Option<Card> {
        if self.is_resuming() {
            self.first
        } else {
            self.second
        }
    }

    /// The reader of the new card.
    pub(crate) fn new_slot(&self) -> Slot {
        self.new_card().map_or_else(Slot::default, |card| card.slot)
    }

    /// The new card is back, in this reader.
    pub(crate) fn move_new_card(&mut self, slot: Slot) {
        let moved = self.new_card().map(|card| Card { slot, ..card });
        if self.is_resuming() {
            self.first = moved;
        } else {
            self.second = moved;
        }
    }

    /// Whether the chosen PIN may already be on the card, so that it is tried before it is set.
    /// With the PUK it is simply set again.
    pub(crate) fn is_ambiguous(&self) -> bool {
        self.bound.is_some_and(|bound| {
            bound.mode == SecretMode::TransportPin && bound.attempt == Attempt::Ambiguous
        })
    }

    /// A write was sent and its answer is lost.
    pub(crate) const fn note_lost_write(&mut self) {
        self.written = true;
        if let Some(bound) = &mut self.bound {
            bound.attempt = Attempt::Ambiguous;
        }
    }
}
