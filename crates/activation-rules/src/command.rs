// SPDX-License-Identifier: EUPL-1.2
//! What can be asked of the rules, and the one function that answers.

use crate::commands::{
    Abort, BlockCard, Confirm, ExpireSession, NewCard, OldProof, OpenSession, Release, Report,
    ReviewCase,
};
use crate::{Decision, Policy, Rows, Timestamp};

/// A request whose signatures and certificates were verified, with fresh random values attached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Command {
    /// `PUT /v1/sessions/{sid}`
    OpenSession(OpenSession),
    /// `PUT /v1/sessions/{sid}/old-proof`
    OldProof(OldProof),
    /// `PUT /v1/sessions/{sid}/new-card`
    NewCard(NewCard),
    /// `POST /v1/sessions/{sid}/release`
    Release(Release),
    /// `POST /v1/sessions/{sid}/abort`
    Abort(Abort),
    /// `PUT /v1/activations/{aid}/releases/{n}/report`
    Report(Report),
    /// `PUT /v1/activations/{aid}/confirmation`
    Confirm(Confirm),
    /// A session's time is over.
    ExpireSession(ExpireSession),
    /// An operator blocks a card.
    BlockCard(BlockCard),
    /// An operator decides a case.
    ReviewCase(ReviewCase),
}

/// Decides a command on a citizen's rows. Pure: the same arguments give the same decision.
#[must_use]
pub fn decide(rows: &Rows, command: &Command, now: Timestamp, policy: &Policy) -> Decision {
    let step = match command {
        Command::OpenSession(open) => open.decide(rows, now, policy),
        Command::OldProof(proof) => proof.decide(rows, now, policy),
        Command::NewCard(card) => card.decide(rows, now, policy),
        Command::Release(release) => release.decide(rows, now, policy),
        Command::Abort(abort) => abort.decide(rows, now),
        Command::Report(report) => report.decide(rows, now),
        Command::Confirm(confirm) => confirm.decide(rows, now, policy),
        Command::ExpireSession(expire) => expire.decide(rows, now),
        Command::BlockCard(block) => block.decide(rows, now),
        Command::ReviewCase(case) => case.decide(rows, now),
    };
    step.unwrap_or_else(|code| Decision::refuse(Vec::new(), code))
}
