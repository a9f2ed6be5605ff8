// SPDX-License-Identifier: EUPL-1.2
//! All that a card forgets when it loses power.

use super::apdu::Apdu;
use super::files::Path;
use super::manage_security_environment::Template;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};
use crate::profile::Profile;

const LONGEST_CHAIN: usize = 1024;

/// Volatile state; the default is the state after power-on, but for the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Session {
    /// The tree of files that paths are in.
    pub(super) tree: usize,
    pub(super) current_df: Path,
    pub(super) current_ef: Option<Path>,
    pub(super) pin_verified: bool,
    pub(super) puk_verified: bool,
    pub(super) environment_restored: bool,
    pub(super) key_set_for: Option<Template>,
    /// What waits for GET RESPONSE.
    pub(super) pending: Option<Reply>,
    chain: Option<Chain>,
}

/// The first parts of a chained command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Chain {
    header: [u8; 3],
    data: Vec<u8>,
}

impl Session {
    /// After a reset.
    pub(super) fn fresh(profile: &Profile) -> Self {
        Self {
            tree: profile.first_tree(),
            ..Self::default()
        }
    }

    /// Ends a chain: the data of the whole command. A chain that `apdu` does not end is dropped.
    pub(super) fn unchain(&mut self, apdu: &Apdu) -> Vec<u8> {
        let first = self
            .chain
            .take()
            .filter(|chain| chain.header == header(apdu));
        [&first.unwrap_or_default().data, apdu.data].concat()
    }
}

impl Card {
    /// One part of a chained command that is not the last (ISO/IEC 7816-4:2020, 5.3.3).
    pub(super) fn chain(&mut self, apdu: &Apdu) -> Outcome {
        if !self.quirks().chaining || apdu.ins != 0x2A {
            return Err(StatusWord::CHAINING_NOT_SUPPORTED);
        }
        let data = self.session.unchain(apdu);
        if data.len() > LONGEST_CHAIN {
            return Err(StatusWord::WRONG_LENGTH);
        }
        self.session.chain = Some(Chain {
            header: header(apdu),
            data,
        });
        Reply::done()
    }
}

fn header(apdu: &Apdu) -> [u8; 3] {
    [apdu.ins, apdu.p1, apdu.p2]
}
