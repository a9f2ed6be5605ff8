// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Composition: from a configuration and a glass to a totem.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use activation_client::ActivationClient;
use card_reader::{CardReaders, ReaderConfig};
use kiosk_journal::open_or_quarantine;
use kiosk_session::{Event, Fault, Totem, Unfinished};
use phrases::Phrases;
use receipt::PrinterProfile;
use receipt_printer::{PrinterConfig, PrinterWorker};

use super::{Backend, Device};
use crate::card_profiles::CardProfiles;
use crate::clock::Clock;
use crate::config::Config;
use crate::evt::{self, DeviceEvent};
use crate::glass::{Glass, GlassTouch};
use crate::identity::IdentityFiles;
use crate::input::{Input, VisitNo};

/// Why a totem cannot even begin. What it can begin without is a fault on its screen instead.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The system gave no thread or no runtime.
    #[error("the system gives no threads")]
    Threads(#[source] std::io::Error),
    /// The printer's profile.
    #[error("printer.profile")]
    PrinterProfile(#[from] receipt::ReceiptError),
}

/// Where inputs go; every thread of the program has a clone.
#[derive(Clone, Debug)]
pub struct Inbox(Sender<Input>);

impl Inbox {
    /// Sends an input; `false` when the loop is over.
    pub(crate) fn send(&self, input: Input) -> bool {
        self.0.send(input).is_ok()
    }

    /// A person did something on the glass.
    pub fn touched(&self, touch: GlassTouch) {
        self.send(Input::Glass(touch));
    }

    /// Ends the loop after the step at hand.
    pub fn stop(&self) {
        self.send(Input::Stop);
    }
}

impl Device {
    /// Puts a totem together. Its readers and printer work from now on; [`Device::run`] begins.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn new(
        config: Config,
        phrases: Arc<Phrases>,
        glass: impl FnOnce(&Inbox) -> Box<dyn Glass>,
    ) -> Result<(Self, Receiver<Input>), DeviceError> {
        let (sender, inputs) = mpsc::channel();
        let inbox = Inbox(sender);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("network")
            .enable_all()
            .build()
            .map_err(DeviceError::Threads)?;
        let device = Self {
            clock: Clock::start(),
            totem: Totem::new(config.policy()),
            visit: VisitNo::default(),
            calls: super::calls::Calls::default(),
            desk: crate::desk::Desk::default(),
            slots: crate::slots::SecretSlots::default(),
            journal: None,
            journal_releases: super::journal::Releases::default(),
            delivering: false,
            backend_ready: None,
            unfinished: None,
            faults: std::collections::BTreeSet::new(),
            readers: readers(&config, &inbox),
            card_profiles: card_profiles(&config),
            announced: super::profiles::Announced::default(),
            atrs: std::collections::BTreeMap::new(),
            printer: printer(&config)?,
            backend: backend(&config),
            runtime,
            glass: glass(&inbox),
            phrases,
            language: config.language(),
            shown: None,
            events: std::collections::VecDeque::new(),
            inbox,
            config,
        };
        Ok((device, inputs))
    }

    /// The first events: what is missing, and what an earlier run left.
    pub(super) fn begin(&mut self) {
        let card_profiles = self.card_profiles.version();
        evt::device(DeviceEvent::AppStart { card_profiles });
        self.show();
        if self.backend.is_none() {
            self.raise(Fault::NotEnrolled);
        }
        if Clock::is_before_build() {
            self.raise(Fault::Clock);
        }
        self.unfinished = Some(self.open_journal());
        self.watch_readiness();
        self.watch_profiles_inbox();
        if self.backend.is_none() {
            self.started();
        }
    }

    /// The end of the boot page. It waits for the backend's first word: without it the first
    /// person to come would be told that the service is not available.
    pub(super) fn started(&mut self) {
        if let Some(unfinished) = self.unfinished.take() {
            self.events.push_back(Event::Started(unfinished));
        }
    }

    fn open_journal(&mut self) -> Vec<Unfinished> {
        let path = self.journal_path();
        let opened = open_or_quarantine(&path, Clock::wall_ms()).and_then(|opened| {
            let sessions = opened.journal.open_sessions()?;
            Ok((opened, sessions))
        });
        let (opened, sessions) = match opened {
            Ok(found) => found,
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "no journal");
                self.raise(super::journal::fault_of(&error));
                return Vec::new();
            }
        };
        if opened.quarantined {
            evt::device(DeviceEvent::JournalQuarantined);
        }
        self.journal = Some(opened.journal);
        let now_ms = Clock::wall_ms();
        sessions
            .into_iter()
            .map(|open| {
                if let Some(release) = open.release {
                    self.journal_releases.insert(open.session, release);
                }
                Unfinished {
                    session: open.session,
                    record: open.record,
                    age_ms: now_ms.saturating_sub(open.opened_ms),
                }
            })
            .collect()
    }
}

fn readers(config: &Config, inbox: &Inbox) -> CardReaders {
    let inbox = inbox.clone();
    let reader = ReaderConfig {
        names: config.reader.names.clone(),
        apdu_timeout: Duration::from_millis(config.reader.apdu_ms),
        signature_timeout: Duration::from_millis(config.reader.signature_ms),
    };
    CardReaders::start(reader, move |event| {
        inbox.send(Input::Reader(event));
    })
}

/// The last good bundle, or what this program was built with; then it says why.
fn card_profiles(config: &Config) -> CardProfiles {
    let keys = config.card_profiles.bundle_keys();
    let (profiles, refused) = CardProfiles::open(keys, &config.totem.state_dir);
    if let Some(refused) = refused {
        super::profiles::profiles_refused(&refused);
    }
    profiles
}

fn printer(config: &Config) -> Result<Option<PrinterWorker>, DeviceError> {
    if !config.has_printer() {
        return Ok(None);
    }
    let section = &config.printer;
    let profile = PrinterProfile::builtin(&section.profile)?;
    let printer = PrinterConfig::new(&section.device, section.baud, profile);
    let worker = PrinterWorker::start(printer, |condition| {
        tracing::info!(?condition, "printer");
    })
    .map_err(DeviceError::Threads)?;
    Ok(Some(worker))
}

/// The way to the backend, or `None` for a totem that is not, or not soundly, enrolled: then it
/// says so on its screen.
fn backend(config: &Config) -> Option<Backend> {
    connect(config).unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "identity cannot be used");
        None
    })
}

fn connect(config: &Config) -> anyhow::Result<Option<Backend>> {
    let files = IdentityFiles::new(&config.totem.state_dir);
    let Some(enrolment) = files.load()? else {
        return Ok(None);
    };
    let root = enrolment.trust.tls_root.0.clone();
    let client = ActivationClient::new(&config.backend.api, &root, &enrolment.identity)?;
    Ok(Some(Backend {
        client: Arc::new(client),
        patience: config.backend.patience(),
        kiosk_id: enrolment.kiosk_id,
        trust: enrolment.trust,
    }))
}
