// SPDX-License-Identifier: EUPL-1.2
//! What all stories of one order share: the directory, the CAs and the generations.

use std::path::Path;

use super::Order;
use super::authority::Authorities;
use crate::EmulatorError;
use crate::profile::Generation;

/// The world in which cards are made.
pub(super) struct World<'a> {
    pub(super) dir: &'a Path,
    pub(super) order: &'a Order,
    pub(super) authorities: Authorities,
    old: Option<Generation>,
    new: Option<Generation>,
}

impl<'a> World<'a> {
    pub(super) fn new(dir: &'a Path, order: &'a Order) -> Result<Self, EmulatorError> {
        let find = |name: &Option<String>| name.as_deref().map(Generation::find).transpose();
        Ok(Self {
            dir,
            order,
            authorities: Authorities::new(order.now)?,
            old: find(&order.old_generation)?,
            new: find(&order.new_generation)?,
        })
    }

    /// The generation of old cards; `plain` unless the order says otherwise.
    pub(super) fn old_generation(&self, plain: &str) -> Result<Generation, EmulatorError> {
        self.old
            .clone()
            .map_or_else(|| Generation::built_in(plain), Ok)
    }

    /// The generation of new cards; `plain` unless the order says otherwise.
    pub(super) fn new_generation(&self, plain: &str) -> Result<Generation, EmulatorError> {
        self.new
            .clone()
            .map_or_else(|| Generation::built_in(plain), Ok)
    }
}
