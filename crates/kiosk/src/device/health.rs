// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Whether the totem could serve somebody now: the backend's readiness, and the clock.

use std::sync::Arc;
use std::time::Duration;

use activation_client::{ClientError, Patience};
use activation_protocol::messages::Readiness;
use kiosk_session::{Event, Fault};

use super::Device;
use crate::clock::Clock;
use crate::evt::{self, DeviceEvent};
use crate::input::Input;

impl Device {
    /// Asks the backend from now on, again and again.
    pub(super) fn watch_readiness(&self) {
        let Some(backend) = &self.backend else {
            return;
        };
        let (client, inbox) = (Arc::clone(&backend.client), self.inbox.clone());
        let every = Duration::from_millis(self.config.backend.readiness_every_ms);
        self.runtime.spawn(async move {
            let patience = Patience::once(LONGEST_ANSWER);
            while inbox.send(Input::Readiness(client.readiness(&patience).await)) {
                tokio::time::sleep(every).await;
            }
        });
    }

    pub(super) fn readiness_known(&mut self, answer: Result<Readiness, ClientError>) {
        let ready = match &answer {
            Ok(readiness) => {
                self.compare_clocks(readiness.server_time);
                self.clear(Fault::NotEnrolled);
                if let Some(version) = readiness.card_profiles {
                    self.profiles_announced(version);
                }
                readiness.ok
            }
            Err(ClientError::Problem(problem)) if matches!(problem.status, 401 | 403) => {
                self.raise(Fault::NotEnrolled);
                false
            }
            Err(error) => {
                if self.backend_ready != Some(false) {
                    evt::device(DeviceEvent::NetUnreachable);
                    tracing::warn!(error = error as &dyn std::error::Error, "not ready");
                }
                false
            }
        };
        if ready && self.backend_ready != Some(true) {
            self.deliver_next();
        }
        self.backend_ready = Some(ready);
        self.events.push_back(Event::Readiness(ready));
        self.started();
    }

    /// The server's clock is right; ours may not be.
    fn compare_clocks(&mut self, server_s: u64) {
        let ours = i64::try_from(Clock::wall_s()).unwrap_or(i64::MAX);
        let seconds = ours.saturating_sub(i64::try_from(server_s).unwrap_or(i64::MAX));
        if seconds.abs() > SKEW_TO_MENTION_S {
            evt::device(DeviceEvent::ClockSkew { seconds });
        }
        if seconds.abs() > SKEW_TO_STOP_S {
            self.raise(Fault::Clock);
        } else {
            self.clear(Fault::Clock);
        }
    }
}

const LONGEST_ANSWER: Duration = Duration::from_secs(3);
const SKEW_TO_MENTION_S: i64 = 5 * 60;
const SKEW_TO_STOP_S: i64 = 24 * 60 * 60;
