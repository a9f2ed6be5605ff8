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
        let wanted = self.is_wanted(version);
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
        if !self.totem.is_visited() {
            self.change_profiles_over();
        }
    }

    /// Cards are recognised by the newest profiles from now on.
    pub(super) fn change_profiles_over(&mut self) {
        if let Some(version) = self.card_profiles.change_over() {
            evt::device(DeviceEvent::ProfilesReplaced { version });
        }
    }

    fn is_wanted(&self, version: u64) -> bool {
        let known = self.announced.fetching || self.announced.came == Some(version);
        self.card_profiles.wants(version) && !known
    }
}

pub(super) fn profiles_refused(refused: &ProfilesRefused) {
    let reason = refused.word();
    evt::device(DeviceEvent::ProfilesRefused { reason });
    tracing::warn!(error = refused as &dyn std::error::Error, "card profiles");
}

const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use kiosk_session::{
        CardFacts, CardToken, Event, HolderToken, Reading, Slot, Totem, Touch, step,
    };
    use kiosk_ui::Page;

    use super::*;
    use crate::card_profiles::samples::{OURS, bundle, signer};
    use crate::config;
    use crate::glass::Glass;

    struct NoGlass;

    impl Glass for NoGlass {
        fn show(&mut self, _page: &Page, _remaining_ms: Option<u64>) {}
    }

    fn device(folder: &tempfile::TempDir) -> Device {
        let file = folder.path().join("totem.toml");
        let key = cns_card::BundleKey::of(&signer(OURS)).to_base64();
        let text = format!(
            "[totem]\nstate_dir = \".\"\n[printer]\ndevice = \"\"\n\
             [card_profiles]\nkeys = [\"{key}\"]\n"
        );
        std::fs::write(&file, text).expect("a file can be written");
        let config = config::load(Some(&file)).expect("the configuration is good");
        let phrases = Arc::new(phrases::Phrases::new());
        let device = Device::new(config, phrases, |_| Box::new(NoGlass));
        device.expect("a device needs no cable to begin").0
    }

    /// The session of somebody whose card was read.
    fn visited(mut totem: Totem, moment: kiosk_session::Moment) -> Totem {
        let facts = CardFacts {
            card: CardToken(0),
            holder: HolderToken(0),
            expired: false,
            consistent: true,
            data_match: true,
        };
        for event in [
            Event::Started(Vec::new()),
            Event::Readiness(true),
            Event::Touched(Touch::Start),
            Event::Inserted(Slot(0)),
            Event::CardRead(Reading::Cns(facts)),
        ] {
            totem = step(&totem, &moment, event).totem;
        }
        totem
    }

    #[test]
    fn profiles_that_come_while_nobody_is_there_are_used_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut device = device(&folder);
        device.profiles_offered(&bundle(7, OURS));
        assert_eq!(device.card_profiles.version(), 7);
    }

    #[test]
    fn profiles_that_come_during_a_visit_wait_for_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut device = device(&folder);
        let before = device.card_profiles.version();
        device.totem = visited(device.totem.clone(), device.clock.moment());
        device.profiles_offered(&bundle(7, OURS));
        assert_eq!(device.card_profiles.version(), before);
        device.forget();
        assert_eq!(device.card_profiles.version(), 7);
    }

    #[test]
    fn profiles_that_come_during_a_check_wait_for_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut device = device(&folder);
        let before = device.card_profiles.version();
        for event in [Event::Started(Vec::new()), Event::Touched(Touch::Check)] {
            device.totem = step(&device.totem, &device.clock.moment(), event).totem;
        }
        device.profiles_offered(&bundle(7, OURS));
        assert_eq!(device.card_profiles.version(), before);
        device.forget();
        assert_eq!(device.card_profiles.version(), 7);
    }

    #[test]
    fn a_bundle_the_backend_announces_is_asked_for_until_it_came_and_only_then_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut device = device(&folder);
        device.profiles_fetched(9, Err(ClientError::TimedOut));
        assert!(device.is_wanted(9), "the line broke");
        device.profiles_fetched(9, Ok(b"nonsense".to_vec()));
        assert!(!device.is_wanted(9), "it was refused once");
        assert!(device.is_wanted(10));
        device.profiles_fetched(10, Ok(bundle(10, OURS)));
        assert_eq!(device.card_profiles.version(), 10);
        assert!(!device.is_wanted(10) && !device.is_wanted(8));
    }
}
