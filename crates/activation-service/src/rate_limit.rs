// SPDX-License-Identifier: EUPL-1.2
//! Token buckets by key: so many at once, then so many an hour.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Buckets that start full.
#[derive(Debug)]
pub(crate) struct RateLimit<K> {
    burst: f64,
    per_second: f64,
    buckets: Mutex<BTreeMap<K, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl<K: Ord> RateLimit<K> {
    pub(crate) fn new(burst: u32, per: Duration) -> Self {
        let burst = f64::from(burst);
        Self {
            burst,
            per_second: burst / per.as_secs_f64(),
            buckets: Mutex::new(BTreeMap::new()),
        }
    }

    /// Takes a token if there is one.
    pub(crate) fn admit(&self, key: K, now: Instant) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_KEYS {
            buckets.retain(|_, bucket| self.filled(*bucket, now) < self.burst);
        }
        let full = Bucket {
            tokens: self.burst,
            at: now,
        };
        let bucket = buckets.entry(key).or_insert(full);
        let tokens = self.filled(*bucket, now);
        let admitted = tokens >= 1.0;
        *bucket = Bucket {
            tokens: if admitted { tokens - 1.0 } else { tokens },
            at: now,
        };
        admitted
    }

    fn filled(&self, bucket: Bucket, now: Instant) -> f64 {
        let waited = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tokens + waited * self.per_second).min(self.burst)
    }
}

/// From here on, full buckets are forgotten.
const MOST_KEYS: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limit = RateLimit::new(2, Duration::from_secs(20));
        let start = Instant::now();
        assert!(limit.admit("a", start));
        assert!(limit.admit("a", start));
        assert!(!limit.admit("a", start));
        assert!(limit.admit("b", start));
        assert!(!limit.admit("a", start + Duration::from_secs(9)));
        assert!(limit.admit("a", start + Duration::from_secs(10)));
    }
}
