// SPDX-License-Identifier: EUPL-1.2
//! The JSON bodies of `/v1`, one file a resource. Requests refuse unknown fields; a kiosk ignores
//! unknown fields of an answer.

mod card_check;
mod confirmation;
mod enrolment;
mod new_card;
mod old_proof;
pub mod paths;
mod readiness;
mod release;
mod session;

pub use card_check::{CardCheck, CardCheckRequest, CardStanding, CertificateStanding};
pub use confirmation::{ConfirmationRequest, ConfirmationStatus, Confirmed};
pub use enrolment::{EnrolmentRequest, EnrolmentStatus, TrustBundle};
pub use new_card::{Attempt, Bound, NewCardRequest};
pub use old_proof::{Authorised, OldProofRequest};
pub use readiness::{NotReady, Readiness};
pub use release::{AbortReason, AbortRequest, ReleaseReport, ReleaseRequest, ReportResult, Verb};
pub use session::{CardPresented, Flow, OpenSession, SessionOpened};
