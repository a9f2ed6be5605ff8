// SPDX-License-Identifier: EUPL-1.2
//! `Report`: a kiosk says what became of a release. A10, and A6 when the card refused the code.

use activation_protocol::messages::ReportResult;
use activation_protocol::{ActivationId, KioskId, ProblemCode, ReleaseNo};

use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEntry, AuditEvent, Decision, ReleaseRow, Reply,
    Resolution, RowOp, Rows, Timestamp,
};

/// The facts of the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Report {
    /// The activation.
    pub activation: ActivationId,
    /// The release.
    pub release: ReleaseNo,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// What became of it.
    pub result: ReportResult,
}

impl Report {
    pub(crate) fn decide(self, rows: &Rows, now: Timestamp) -> Step {
        let release = rows
            .release(self.activation, self.release)
            .filter(|row| row.kiosk == self.kiosk)
            .ok_or(ProblemCode::NotFound)?;
        let ops = match self.result {
            ReportResult::Unused => resolve_unused(rows, release, now),
            ReportResult::Unknown => resolve_unknown(release, now),
            ReportResult::SecretRejected => resolve_rejected(rows, release, now),
        };
        Ok(Decision::accept(ops, Reply::Done))
    }
}

/// A10: credited once for each release, and only while nothing else was heard of it. The count
/// of releases stays.
pub(crate) fn resolve_unused(rows: &Rows, release: &ReleaseRow, now: Timestamp) -> Vec<RowOp> {
    if release.resolution != Resolution::Open {
        return Vec::new();
    }
    let mut ops = resolved(release, Resolution::Unused, now);
    ops.extend(
        released(rows, release.activation)
            .map(|row| ActivationRow {
                unresolved: row.unresolved.saturating_sub(1),
                updated_at: now,
                ..*row
            })
            .map(RowOp::PutActivation),
    );
    ops
}

fn resolve_unknown(release: &ReleaseRow, now: Timestamp) -> Vec<RowOp> {
    if release.resolution == Resolution::Open {
        resolved(release, Resolution::Unknown, now)
    } else {
        Vec::new()
    }
}

/// A6: the card refused the code the vault has for it. A desk must look.
fn resolve_rejected(rows: &Rows, release: &ReleaseRow, now: Timestamp) -> Vec<RowOp> {
    if !release.resolution.is_unresolved() {
        return Vec::new();
    }
    let mut ops = resolved(release, Resolution::SecretRejected, now);
    if let Some(row) = released(rows, release.activation) {
        ops.extend(to_review(row, now));
    }
    ops
}

/// A6.
pub(crate) fn to_review(activation: &ActivationRow, now: Timestamp) -> Vec<RowOp> {
    let row = ActivationRow {
        state: ActivationState::Review,
        updated_at: now,
        ..*activation
    };
    let entry = AuditEntry {
        activation: Some(row.id),
        ..AuditEntry::new(AuditEvent::Review, now)
    };
    vec![RowOp::PutActivation(row), RowOp::Audit(entry)]
}

fn resolved(release: &ReleaseRow, resolution: Resolution, now: Timestamp) -> Vec<RowOp> {
    let entry = AuditEntry {
        kiosk: Some(release.kiosk),
        session: Some(release.session),
        activation: Some(release.activation),
        ..AuditEntry::new(AuditEvent::ReleaseReported, now)
    };
    let row = ReleaseRow {
        resolution,
        sealed: None,
        ..release.clone()
    };
    vec![RowOp::PutRelease(row), RowOp::Audit(entry)]
}

fn released(rows: &Rows, id: ActivationId) -> Option<&ActivationRow> {
    rows.activation(id)
        .filter(|row| row.state == ActivationState::Released)
}
