// SPDX-License-Identifier: EUPL-1.2
//! What all routes share: bodies in, problems out, who asks, and keys that make repeats safe.

mod body;
mod enrolled_kiosk;
mod idempotency;
mod named;
mod observe;
mod refusal;
mod time_limit;

pub(crate) use body::Body;
pub(crate) use enrolled_kiosk::EnrolledKiosk;
pub(crate) use idempotency::{BODY_MAX, refuse_reused_keys};
pub(crate) use named::Named;
pub(crate) use observe::observe;
pub(crate) use refusal::Refusal;
pub(crate) use time_limit::limit_time;
