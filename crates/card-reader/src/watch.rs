// SPDX-License-Identifier: EUPL-1.2
//! The watch over one job: worker and watchdog agree here, once, on how it ended.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cns_card::ChannelError;

/// One job's state, shared by the worker that does it and the watchdog that waits for it.
#[derive(Debug)]
pub(crate) struct Watch {
    phase: Mutex<Phase>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Phase {
    /// The worker is at it; a command that is out must be answered by then.
    Working { command_due: Option<Instant> },
    /// The worker was in time.
    Finished,
    /// The watchdog was first: whatever the worker still does counts for nothing.
    Abandoned,
}

impl Watch {
    pub(crate) fn new() -> Self {
        Self {
            phase: Mutex::new(Phase::Working { command_due: None }),
            changed: Condvar::new(),
        }
    }

    /// The worker is about to send a command that must be answered within `limit`.
    pub(crate) fn command_goes_out(&self, limit: Duration) -> Result<(), ChannelError> {
        self.work_on(Some(Instant::now() + limit))
    }

    /// The command's answer is there. It is no longer wanted if the watchdog was first.
    pub(crate) fn answer_comes_in(&self) -> Result<(), ChannelError> {
        self.work_on(None)
    }

    /// Whether the job still counts.
    pub(crate) fn is_abandoned(&self) -> bool {
        *self.lock() == Phase::Abandoned
    }

    /// The worker is through. `false` when the watchdog was first.
    pub(crate) fn finish(&self) -> bool {
        let mut phase = self.lock();
        if *phase != Phase::Abandoned {
            *phase = Phase::Finished;
            self.changed.notify_all();
        }
        *phase == Phase::Finished
    }

    /// Waits until the worker is through, or until the job or a command in it is overdue; then the
    /// job is abandoned and the answer is `false`.
    pub(crate) fn wait(&self, job_due: Instant) -> bool {
        let mut phase = self.lock();
        while let Phase::Working { command_due } = *phase {
            let due = command_due.map_or(job_due, |command_due| command_due.min(job_due));
            let left = due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                *phase = Phase::Abandoned;
            } else {
                phase = self
                    .changed
                    .wait_timeout(phase, left)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0;
            }
        }
        *phase == Phase::Finished
    }

    fn work_on(&self, command_due: Option<Instant>) -> Result<(), ChannelError> {
        let mut phase = self.lock();
        if *phase == Phase::Abandoned {
            return Err(ChannelError::TimedOut);
        }
        *phase = Phase::Working { command_due };
        self.changed.notify_all();
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(5);

    #[test]
    fn a_job_in_time_is_finished() {
        let watch = Watch::new();
        assert_eq!(watch.command_goes_out(LONG), Ok(()));
        assert_eq!(watch.answer_comes_in(), Ok(()));
        assert!(watch.finish());
        assert!(watch.wait(Instant::now()));
    }

    #[test]
    fn an_overdue_job_is_abandoned_and_its_end_counts_for_nothing() {
        let watch = Watch::new();
        assert!(!watch.wait(Instant::now() + SHORT));
        assert!(watch.is_abandoned());
        assert!(!watch.finish());
        assert_eq!(watch.command_goes_out(LONG), Err(ChannelError::TimedOut));
    }

    #[test]
    fn an_overdue_command_ends_the_job_before_its_budget() {
        let watch = Watch::new();
        assert_eq!(watch.command_goes_out(SHORT), Ok(()));
        assert!(!watch.wait(Instant::now() + LONG));
        assert_eq!(watch.answer_comes_in(), Err(ChannelError::TimedOut));
    }

    #[test]
    fn a_command_that_goes_out_later_is_watched_as_well() {
        let watch = Watch::new();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| watch.wait(Instant::now() + LONG));
            std::thread::sleep(SHORT);
            assert_eq!(watch.command_goes_out(SHORT), Ok(()));
            assert!(!waiting.join().unwrap());
        });
    }
}
