// SPDX-License-Identifier: EUPL-1.2
//! The newest revocation list of each authority.

use std::collections::BTreeMap;

use time::{Duration, OffsetDateTime};

use crate::revocation_list::Listed;
use crate::serial::Serial;
use crate::{AnchorId, Anchors, PkiError, Policy, Revocation, RevocationList};

/// At most one list an authority; a list never goes back.
#[derive(Clone, Debug, Default)]
pub struct RevocationLists(BTreeMap<AnchorId, RevocationList>);

impl RevocationLists {
    /// Takes a list unless one with a higher number, or made later, is there.
    ///
    /// # Errors
    /// [`PkiError::RevocationListOlder`].
    pub fn take(&mut self, list: RevocationList) -> Result<(), PkiError> {
        let newer_is_there = self.0.get(&list.anchor).is_some_and(|present| {
            (&present.number, present.this_update) > (&list.number, list.this_update)
        });
        if newer_is_there {
            return Err(PkiError::RevocationListOlder);
        }
        self.0.insert(list.anchor, list);
        Ok(())
    }

    /// How old the list of an authority is.
    #[must_use]
    pub fn age(&self, anchor: AnchorId, now: OffsetDateTime) -> Option<Duration> {
        self.0.get(&anchor).map(|list| now - list.this_update)
    }

    /// Whether there are authorities, and a list that still decides for each whose cards are
    /// accepted today.
    #[must_use]
    pub fn cover(&self, anchors: &Anchors, policy: &Policy, now: OffsetDateTime) -> bool {
        let mut accepted = anchors
            .iter()
            .filter(|anchor| anchor.is_accepted(now))
            .peekable();
        accepted.peek().is_some()
            && accepted.all(|anchor| {
                self.0
                    .get(&anchor.id())
                    .is_some_and(|list| list.decides(policy.crl_hard_age, now))
            })
    }

    /// A revocation stays true however old the list; everything else needs a young one.
    pub(crate) fn status(
        &self,
        anchor: AnchorId,
        serial: &Serial,
        hard_age: Duration,
        now: OffsetDateTime,
    ) -> Revocation {
        let Some(list) = self.0.get(&anchor) else {
            return Revocation::Unknown;
        };
        let number = list.number.clone();
        match (list.revoked.get(serial), list.decides(hard_age, now)) {
            (Some(Listed::Revoked), _) => Revocation::Revoked(number),
            (_, false) => Revocation::Unknown,
            (Some(Listed::OnHold), true) => Revocation::OnHold(number),
            (None, true) => Revocation::Good(number),
        }
    }
}
