// SPDX-License-Identifier: EUPL-1.2
//! How often, how long and with what pauses a call is tried.

use std::time::Duration;

use ring::rand::{SecureRandom, SystemRandom};

/// The patience of a call somebody waits for.
#[derive(Clone, Debug)]
pub struct Patience {
    /// For one try, from connecting to the last byte.
    pub limit: Duration,
    /// Pauses before the second try, the third…
    pub pauses: Vec<Duration>,
}

impl Patience {
    /// Eight seconds, and two more tries after one and three seconds and a little more.
    #[must_use]
    pub fn citizen() -> Self {
        Self {
            limit: Duration::from_secs(8),
            pauses: vec![Duration::from_secs(1), Duration::from_secs(3)],
        }
    }

    /// One try: something else will try again.
    #[must_use]
    pub fn once(limit: Duration) -> Self {
        Self {
            limit,
            pauses: Vec::new(),
        }
    }
}

/// The pause plus up to a quarter of it, so that many totems do not come back at once.
pub(crate) fn with_jitter(pause: Duration) -> Duration {
    let mut byte = [0; 1];
    // Without randomness the plain pause is as good.
    let _ = SystemRandom::new().fill(&mut byte);
    pause + pause * u32::from(byte[0]) / 1024
}

/// Full jitter: anything from nothing to `base · 2^attempts`, at most `cap`.
#[must_use]
pub fn backoff(attempts: u32, base: Duration, cap: Duration) -> Duration {
    let most = base.saturating_mul(1 << attempts.min(20)).min(cap);
    let mut bytes = [0; 4];
    let _ = SystemRandom::new().fill(&mut bytes);
    let share = f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX);
    most.mul_f64(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_grows_to_its_cap_and_no_further() {
        let (base, cap) = (Duration::from_secs(2), Duration::from_secs(900));
        for attempts in 0..40 {
            let most = base.saturating_mul(1 << attempts.min(20)).min(cap);
            assert!(backoff(attempts, base, cap) <= most);
        }
    }

    #[test]
    fn jitter_only_ever_adds_up_to_a_quarter() {
        let pause = Duration::from_secs(4);
        for _ in 0..100 {
            let longer = with_jitter(pause);
            assert!(longer >= pause && longer <= Duration::from_secs(5));
        }
    }
}
