// SPDX-License-Identifier: EUPL-1.2
//! "Verifica la tua tessera": what a check carries from page to page, how it begins, starts over
//! with another card and ends. It has no session, no journal and no slip.

use std::collections::BTreeMap;

use crate::card_report::{CardReport, Found, Proof, ServiceWord};
use crate::effect::Effect;
use crate::event::CardFacts;
use crate::log_event::LogEvent;
use crate::screen::Notice;
use crate::slot::{CardToken, Slot};
use crate::state::{CheckInsertCard, CheckReport, State, TakeCard};
use crate::tries::{Limits, Tries};
use crate::turn::Turn;
use crate::visit::{Card, Mishaps, Visit};

/// A check under way, or over while its card is still in.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Check {
    /// What is known of the card in hand.
    pub(crate) report: Option<CardReport>,
    /// The PIN counters of all cards of this visit: one that comes back is spared as before.
    tries: BTreeMap<CardToken, Tries>,
    /// The person is done.
    over: bool,
}

impl Check {
    /// Whether it goes on.
    pub(crate) const fn is_under_way(&self) -> bool {
        !self.over
    }
}

impl Visit {
    /// What the check found.
    pub(crate) fn report(&self) -> Option<CardReport> {
        self.check.as_ref().and_then(|check| check.report)
    }

    /// What is known of the PIN of the card being checked.
    pub(crate) fn checked_tries(&self) -> Tries {
        let known = self.check.as_ref().zip(self.first);
        known
            .and_then(|(check, card)| check.tries.get(&card.token).copied())
            .unwrap_or_default()
    }

    /// Keeps what is known of it.
    pub(crate) fn keep_checked_tries(&mut self, tries: Tries) {
        if let (Some(check), Some(card)) = (&mut self.check, self.first) {
            check.tries.insert(card.token, tries);
        }
    }
}

/// The person wants to know about a card.
pub(crate) fn begin(turn: &mut Turn) -> State {
    turn.visit = Visit {
        started_ms: turn.now_ms(),
        check: Some(Check::default()),
        ..Visit::default()
    };
    ask_for_card(turn)
}

/// Another card came in: nothing is kept of the one before but its tries.
pub(crate) fn start_over(turn: &mut Turn) -> State {
    log_end(turn);
    for slot in turn.world.powered() {
        turn.let_go(slot);
    }
    turn.visit.first = None;
    turn.visit.mishaps = Mishaps::default();
    if let Some(check) = &mut turn.visit.check {
        check.report = None;
    }
    ask_for_card(turn)
}

/// The card could not be told, or is none to ask the service about.
pub(crate) fn found(found: Found, turn: &mut Turn) -> State {
    note_found(found, turn);
    for slot in turn.world.powered() {
        turn.let_go(slot);
    }
    CheckReport::enter(None, turn)
}

/// A CNS was read. One whose PIN was wrong too often is told so again.
pub(crate) fn found_cns(slot: Slot, facts: &CardFacts, turn: &mut Turn) {
    turn.visit.first = Some(Card::new(slot, facts));
    let found = Found::Cns {
        expired: facts.expired,
        consistent: facts.consistent,
        data_match: facts.data_match,
    };
    note_found(found, turn);
    if must_spare(turn) {
        note_proof(Proof::StoppedInTime, turn);
    }
}

/// The service said this.
pub(crate) fn heard(word: ServiceWord, turn: &mut Turn) -> State {
    if let Some(report) = report(turn) {
        report.service = word;
    }
    CheckReport::enter(None, turn)
}

/// The proof has ended: the card is needed no more, and forgets that it knew the PIN.
pub(crate) fn proved(proof: Proof, turn: &mut Turn) -> State {
    note_proof(proof, turn);
    turn.let_go(turn.visit.first_slot());
    CheckReport::enter(None, turn)
}

/// The card left before anything was proven.
pub(crate) fn interrupted(turn: &mut Turn) -> State {
    turn.let_go(turn.visit.first_slot());
    CheckReport::enter(Some(Notice::Reinsert), turn)
}

/// The person leaves.
pub(crate) fn end(turn: &mut Turn) -> State {
    close(turn);
    TakeCard::enter(None, None, turn)
}

/// Lets go of the card and wipes everything secret.
pub(crate) fn close(turn: &mut Turn) {
    for slot in turn.world.powered() {
        turn.run(Effect::PowerOff(slot));
    }
    turn.run(Effect::WipeAll);
    log_end(turn);
    if let Some(check) = &mut turn.visit.check {
        check.over = true;
    }
}

/// Whether another PIN could be the last one the card takes.
fn must_spare(turn: &Turn) -> bool {
    let limits = Limits::used(&turn.policy);
    turn.visit.checked_tries().must_stop(limits)
}

fn ask_for_card(turn: &mut Turn) -> State {
    turn.run(Effect::WipeAll);
    turn.log(LogEvent::CheckOpen);
    CheckInsertCard::enter(None, turn)
}

fn note_found(found: Found, turn: &mut Turn) {
    if let Some(check) = &mut turn.visit.check {
        check.report = Some(CardReport {
            found,
            service: ServiceWord::NotAsked,
            proof: Proof::NotTried,
        });
    }
}

fn note_proof(proof: Proof, turn: &mut Turn) {
    if let Some(report) = report(turn) {
        report.proof = proof;
    }
}

fn report(turn: &mut Turn) -> Option<&mut CardReport> {
    turn.visit.check.as_mut()?.report.as_mut()
}

fn log_end(turn: &mut Turn) {
    let report = turn.visit.report();
    let duration_ms = turn.now_ms().saturating_sub(turn.visit.started_ms);
    turn.log(LogEvent::CheckEnd {
        found: report.map(|report| report.found),
        proof: report.map_or(Proof::NotTried, |report| report.proof),
        duration_s: u32::try_from(duration_ms / 1000).unwrap_or(u32::MAX),
    });
}
