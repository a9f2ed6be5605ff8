// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What the totem logs of itself, for scenarios in which something happens that no page tells.

use std::fs;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::Story;
use crate::world::wait_until;

const PATIENCE: Duration = Duration::from_secs(20);

impl Story {
    /// Every event of this name so far, the oldest first.
    pub(crate) fn events(&self, name: &str) -> Result<Vec<Value>> {
        let log = fs::read_to_string(self.world.dir().join("logs/totem.log"))?;
        let lines = log
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok());
        Ok(lines
            .filter(|event: &Value| event["target"] == "evt" && event["message"] == name)
            .collect())
    }

    /// The next event of this name after the first `earlier` ones, and that it says so.
    pub(crate) fn await_event(
        &self,
        name: &str,
        earlier: usize,
        (field, value): (&str, Value),
    ) -> Result<()> {
        let come = || self.events(name).is_ok_and(|events| events.len() > earlier);
        wait_until(&format!("{name} is logged"), PATIENCE, come)?;
        let event = self.events(name)?.swap_remove(earlier);
        ensure!(event[field] == value, "{field} is not {value}: {event}");
        Ok(())
    }
}
