// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod card_check;
mod citizen;
mod command;
mod commands;
mod decision;
pub mod eligibility;
mod names;
mod policy;
mod rows;
mod timestamp;
mod trust;

pub use card_check::check_card;
pub use citizen::{BirthDate, Citizen};
pub use command::{Command, decide};
pub use commands::{
    Abort, BlockCard, Confirm, ExpireSession, NewCard, OldProof, OpenSession, Release,
    ReleaseAsked, ReleaseOrder, ReleasePlan, Report, ReviewCase, Ruling, release_plan,
};
pub use decision::{Decision, Reply, RowOp};
pub use policy::{Policy, RevokeOld};
pub use rows::{
    ActivationMode, ActivationRow, ActivationState, AuditEntry, AuditEvent, CardRow, CardStatus,
    EvidenceKind, EvidenceRow, JobKind, JobRow, JobState, ProofTerms, ReleaseRow, Resolution, Rows,
    SessionRow, SessionState,
};
pub use timestamp::Timestamp;
pub use trust::{Signature, Trust};
