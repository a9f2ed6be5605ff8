// SPDX-License-Identifier: EUPL-1.2
//! How long a page waits for a person: quiet time, a warning, more time on request, and the cap
//! of a whole visit.

use crate::event::{Event, Touch};
use crate::face::Face;
use crate::policy::Policy;
use crate::visit::Visit;
use crate::world::World;

/// Since when a page waits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Patience {
    seen_ms: u64,
    calm_ms: u64,
    warned: bool,
}

/// When a page's waiting ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Limit {
    /// From here the page warns, if it is one that a person must act on.
    pub(crate) warn_ms: Option<u64>,
    /// Here it gives up.
    pub(crate) end_ms: u64,
    /// Whether more time may be asked for.
    pub(crate) extendable: bool,
}

/// What time means to a page.
pub(crate) enum Verdict {
    /// Nothing.
    Calm,
    /// The warning begins.
    Warn,
    /// It is over.
    Over,
}

/// A sign of life, or a wish for more time.
pub(crate) fn note(visit: &mut Visit, policy: &Policy, event: &Event, now_ms: u64) {
    let wish = *event == Event::Touched(Touch::Extend);
    if wish && !limit(policy, visit, false).is_some_and(|limit| limit.extendable) {
        return;
    }
    if let (true, Some(patience)) = (shows_a_person(event), &mut visit.patience) {
        *patience = Patience {
            seen_ms: now_ms,
            warned: false,
            ..*patience
        };
        visit.extensions += u8::from(wish);
    }
}

/// After a step: the page's own patience, from now if the page is new.
pub(crate) fn settle(visit: &mut Visit, calm_ms: Option<u64>, new_page: bool, now_ms: u64) {
    let fresh = |calm_ms| Patience {
        seen_ms: now_ms,
        calm_ms,
        warned: false,
    };
    visit.patience = match (calm_ms, visit.patience) {
        (Some(_), Some(patience)) if !new_page => Some(patience),
        (calm_ms, _) => calm_ms.map(fresh),
    };
}

/// When the waiting ends; `None` where nobody is waited for and nothing can be stopped.
pub(crate) fn limit(policy: &Policy, visit: &Visit, cancellable: bool) -> Option<Limit> {
    let cap_ms = visit.started_ms.saturating_add(policy.visit_ms);
    let Some(patience) = visit.patience else {
        let capped = cancellable && (visit.is_open() || visit.is_checking());
        return capped.then_some(Limit {
            warn_ms: None,
            end_ms: cap_ms,
            extendable: false,
        });
    };
    let idle = patience.calm_ms.saturating_add(policy.warning_ms);
    let idle_ms = patience.seen_ms.saturating_add(idle);
    let end_ms = idle_ms.min(cap_ms);
    Some(Limit {
        warn_ms: Some(end_ms.saturating_sub(policy.warning_ms)),
        end_ms,
        extendable: end_ms < cap_ms && visit.extensions < policy.extensions,
    })
}

/// When the page will change by itself.
pub(crate) fn deadline_ms(
    policy: &Policy,
    visit: &Visit,
    world: &World,
    face: &dyn Face,
) -> Option<u64> {
    let warned = visit.patience.is_some_and(|patience| patience.warned);
    let limit = limit(policy, visit, face.is_cancellable());
    let next = limit.map(|limit| match limit.warn_ms {
        Some(warn_ms) if !warned => warn_ms,
        Some(_) | None => limit.end_ms,
    });
    [next, face.deadline_ms(world)].into_iter().flatten().min()
}

/// Judges the time; a warning is given once.
pub(crate) fn judge(
    policy: &Policy,
    visit: &mut Visit,
    world: &World,
    face: &dyn Face,
    now_ms: u64,
) -> Verdict {
    let is_past = |time_ms: Option<u64>| time_ms.is_some_and(|time_ms| time_ms <= now_ms);
    let limit = limit(policy, visit, face.is_cancellable());
    if is_past(face.deadline_ms(world)) || is_past(limit.map(|limit| limit.end_ms)) {
        return Verdict::Over;
    }
    match &mut visit.patience {
        Some(patience) if !patience.warned && is_past(limit.and_then(|limit| limit.warn_ms)) => {
            patience.warned = true;
            Verdict::Warn
        }
        Some(_) | None => Verdict::Calm,
    }
}

const fn shows_a_person(event: &Event) -> bool {
    match event {
        Event::Touched(_)
        | Event::Typed(_)
        | Event::Inserted(_)
        | Event::Mute(_)
        | Event::Removed(_) => true,
        Event::Started(_)
        | Event::FaultRaised(_)
        | Event::FaultCleared(_)
        | Event::Readiness(_)
        | Event::CardRead(_)
        | Event::PinChecked(_)
        | Event::PinJudged(_)
        | Event::PinsCompared(_)
        | Event::Signed(_)
        | Event::PinSet(_)
        | Event::Answered(_)
        | Event::Printed(_)
        | Event::Tick => false,
    }
}
