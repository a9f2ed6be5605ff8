// SPDX-License-Identifier: EUPL-1.2
//! How many connections one party has: nobody may take everybody's places, not even with
//! requests that never end.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use activation_protocol::KioskId;

/// Whose connections count together.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Party {
    /// Many kiosks may share an address, but not a certificate.
    Kiosk(KioskId),
    /// Nobody we know.
    Stranger(IpAddr),
}

/// Everybody who is connected.
#[derive(Debug, Default)]
pub(super) struct Crowd(Mutex<BTreeMap<Party, usize>>);

impl Crowd {
    /// Counts one more connection, unless the party has enough.
    pub(super) fn join(self: &Arc<Self>, party: Party) -> Option<Membership> {
        let mut parties = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = parties.entry(party).or_default();
        if *count >= CONNECTIONS_EACH {
            return None;
        }
        *count += 1;
        Some(Membership {
            crowd: Arc::clone(self),
            party,
        })
    }
}

/// One connection of one party, while it lives.
#[derive(Debug)]
pub(super) struct Membership {
    crowd: Arc<Crowd>,
    party: Party,
}

impl Drop for Membership {
    fn drop(&mut self) {
        let mut parties = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = parties.get_mut(&self.party) {
            *count -= 1;
            if *count == 0 {
                parties.remove(&self.party);
            }
        }
    }
}

/// A kiosk works with one or two; some may linger until their silence is noticed.
const CONNECTIONS_EACH: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_has_so_many_connections_and_no_more_until_one_ends() {
        let crowd = Arc::new(Crowd::default());
        let kiosk = |n| Party::Kiosk(KioskId::from_bytes([n; 16]));
        let mut members: Vec<Membership> = (0..CONNECTIONS_EACH)
            .map(|_| crowd.join(kiosk(1)).unwrap())
            .collect();
        assert!(crowd.join(kiosk(1)).is_none());
        assert!(crowd.join(kiosk(2)).is_some());
        members.pop();
        assert!(crowd.join(kiosk(1)).is_some());
        members.clear();
        assert!(crowd.0.lock().unwrap().is_empty());
    }
}
