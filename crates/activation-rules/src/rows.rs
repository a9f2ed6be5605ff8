// SPDX-License-Identifier: EUPL-1.2
//! Everything the rules may look at: all rows of one citizen.

mod activation;
mod audit;
mod card;
mod evidence;
mod job;
mod release;
mod session;

pub use activation::{ActivationRow, ActivationState};
pub use audit::{AuditEntry, AuditEvent};
pub use card::{ActivationMode, CardRow, CardStatus};
pub use evidence::{EvidenceKind, EvidenceRow};
pub use job::{JobKind, JobRow, JobState};
pub use release::{ReleaseRow, Resolution};
pub use session::{ProofTerms, SessionRow, SessionState};

use activation_protocol::{ActivationId, CardId, KioskId, ProblemCode, ReleaseNo, SessionId};

use crate::{Citizen, RowOp};

/// All rows of one citizen, read under the citizen's lock.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rows {
    /// Whose rows they are.
    pub citizen: Citizen,
    /// The cards.
    pub cards: Vec<CardRow>,
    /// The activations, at most one for each new card.
    pub activations: Vec<ActivationRow>,
    /// The sessions not yet purged.
    pub sessions: Vec<SessionRow>,
    /// The releases.
    pub releases: Vec<ReleaseRow>,
    /// The signatures kept.
    pub evidence: Vec<EvidenceRow>,
    /// Work for others.
    pub jobs: Vec<JobRow>,
}

impl Rows {
    /// No row yet.
    #[must_use]
    pub const fn empty(citizen: Citizen) -> Self {
        Self {
            citizen,
            cards: Vec::new(),
            activations: Vec::new(),
            sessions: Vec::new(),
            releases: Vec::new(),
            evidence: Vec::new(),
            jobs: Vec::new(),
        }
    }

    /// The card with this id.
    #[must_use]
    pub fn card(&self, id: CardId) -> Option<&CardRow> {
        self.cards.iter().find(|row| row.card == id)
    }

    /// The activation with this id.
    #[must_use]
    pub fn activation(&self, id: ActivationId) -> Option<&ActivationRow> {
        self.activations.iter().find(|row| row.id == id)
    }

    /// The activation of this new card.
    #[must_use]
    pub fn activation_of(&self, new_card: CardId) -> Option<&ActivationRow> {
        self.activations.iter().find(|row| row.new_card == new_card)
    }

    /// The session with this id.
    #[must_use]
    pub fn session(&self, id: SessionId) -> Option<&SessionRow> {
        self.sessions.iter().find(|row| row.id == id)
    }

    /// The session with this id, if it is this kiosk's.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`]: another kiosk's session is not told from none.
    pub fn session_at(&self, id: SessionId, kiosk: KioskId) -> Result<&SessionRow, ProblemCode> {
        self.session(id)
            .filter(|row| row.kiosk == kiosk)
            .ok_or(ProblemCode::NotFound)
    }

    /// The releases of this activation, oldest first.
    pub fn releases_of(&self, activation: ActivationId) -> impl Iterator<Item = &ReleaseRow> {
        self.releases
            .iter()
            .filter(move |row| row.activation == activation)
    }

    /// One release.
    #[must_use]
    pub fn release(&self, activation: ActivationId, no: ReleaseNo) -> Option<&ReleaseRow> {
        self.releases_of(activation).find(|row| row.no == no)
    }

    /// The old card's signature that authorised this session, which the vault checks again.
    #[must_use]
    pub fn old_auth_of(&self, session: SessionId) -> Option<&EvidenceRow> {
        self.evidence
            .iter()
            .find(|row| row.session == session && row.kind == EvidenceKind::OldAuth)
    }

    /// The same rows after `ops`, as a store would hold them.
    ///
    /// The model checker and the tests run on it; a store does the same in SQL.
    pub fn apply(&mut self, ops: &[RowOp]) {
        for op in ops {
            self.apply_one(op);
        }
    }

    fn apply_one(&mut self, op: &RowOp) {
        match op {
            RowOp::PutSession(row) => put(&mut self.sessions, row, |old| old.id == row.id),
            RowOp::PutActivation(row) => put(&mut self.activations, row, |old| old.id == row.id),
            RowOp::PutRelease(row) => put(&mut self.releases, row, |old| {
                (old.activation, old.no) == (row.activation, row.no)
            }),
            RowOp::SetCardStatus { card, status } => {
                self.change_card(*card, |row| row.status = *status);
            }
            RowOp::ActivateCard { card, on } => self.change_card(*card, |row| {
                row.status = CardStatus::Active;
                row.activated_on = Some(*on);
                row.activation_mode = Some(ActivationMode::Diretta);
            }),
            RowOp::AddEvidence(row) => self.evidence.push(row.clone()),
            RowOp::AddJob(row) => self.jobs.push(row.clone()),
            RowOp::Audit(_) => {}
        }
    }

    fn change_card(&mut self, id: CardId, change: impl Fn(&mut CardRow)) {
        self.cards
            .iter_mut()
            .filter(|row| row.card == id)
            .for_each(change);
    }
}

fn put<T: Clone>(rows: &mut Vec<T>, new: &T, same: impl Fn(&T) -> bool) {
    match rows.iter_mut().find(|row| same(row)) {
        Some(row) => row.clone_from(new),
        None => rows.push(new.clone()),
    }
}
