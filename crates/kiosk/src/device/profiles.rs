// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! New card profiles come from an inbox or from the backend, and never into a visit.

use std::sync::Arc;
use std::time::Duration;

use activation_client::ClientError;

use super::Device;
use crate::card_profiles::{ProfilesInbox, ProfilesRefused};
use crate::evt::{self, DeviceEvent};
use crate::input::Input;

/// What is under way with the bundle the backend announces.
#[derive(Debug, Default)]
pub(super) struct Announced {
    fetching: bool,
    /// The last version whose file came: whether it was good or not, it need not come again.
    came: Option<u64>,
}

impl Device {
    /// Looks into the inbox from now on, again and again.
    pub(super) fn watch_profiles_inbox(&self) {
        let Some(path) = self.config.card_profiles.inbox() else {
            return;
        };
        let (mut profiles, inbox) = (ProfilesInbox::new(path), self.inbox.clone());
        self.runtime.spawn(async move {
            loop {
                // The inbox may be on a stick that is slow, or half pulled out.
                let look = tokio::task::spawn_blocking(move || (profiles.look(), profiles));
                let Ok((found, looked)) = look.await else {
                    return;
                };
                profiles = looked;
                for file in found {
                    inbox.send(Input::ProfilesFound(file));
                }
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
        });
    }

    /// The backend has published this version.
    pub(super) fn profiles_announced(&mut self, version: u64) {
        let known = self.announced.fetching || self.announced.came == Some(version);
        let wanted = self.card_profiles.wants(version) && !known;
        let Some(backend) = self.backend.as_ref().filter(|_| wanted) else {
            return;
        };
        self.announced.fetching = true;
        let (client, patience) = (Arc::clone(&backend.client), backend.patience.clone());
        let inbox = self.inbox.clone();
        self.runtime.spawn(async move {
            let file = client.card_profiles(&patience).await;
            inbox.send(Input::ProfilesFetched(version, file));
        });
    }

    pub(super) fn profiles_fetched(&mut self, version: u64, file: Result<Vec<u8>, ClientError>) {
        self.announced.fetching = false;
        match file {
            Ok(file) => {
                self.announced.came = Some(version);
                self.profiles_offered(&file);
            }
            // The next readiness announces it again.
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "no card profiles");
            }
        }
    }

    pub(super) fn profiles_offered(&mut self, file: &[u8]) {
        if let Err(refused) = self.card_profiles.offer(file) {
            profiles_refused(&refused);
        }
        if !self.is_visited() {
            self.change_profiles_over();
        }
    }

    /// Cards are recognised by the newest profiles from now on.
    pub(super) fn change_profiles_over(&mut self) {
        if let Some(version) = self.card_profiles.change_over() {
            evt::device(DeviceEvent::ProfilesReplaced { version });
        }
    }

    /// Whether somebody's visit is under way, or a card was read in it.
    fn is_visited(&self) -> bool {
        self.totem.session().is_some() || !self.desk.is_empty()
    }
}

pub(super) fn profiles_refused(refused: &ProfilesRefused) {
    let reason = refused.word();
    evt::device(DeviceEvent::ProfilesRefused { reason });
    tracing::warn!(error = refused as &dyn std::error::Error, "card profiles");
}

const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
