// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The event loop: one input, one step, its journal entries, then its effects.

mod answers;
mod calls;
mod cards;
mod health;
mod journal;
mod outbox;
mod pages;
mod printing;
mod profiles;
mod start;
mod statements;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use activation_client::{ActivationClient, Patience};
use activation_protocol::KioskId;
use activation_protocol::messages::TrustBundle;
use card_reader::CardReaders;
use kiosk_journal::Journal;
use kiosk_session::{Action, Effect, Event, Fault, Slot, Totem, Touch, Unfinished, step};
use kiosk_ui::Page;
use phrases::{Language, Phrases};
use receipt_printer::PrinterWorker;

use crate::card_profiles::CardProfiles;
use crate::clock::Clock;
use crate::config::Config;
use crate::desk::Desk;
use crate::evt;
use crate::glass::{Glass, GlassTouch};
use crate::input::{Input, VisitNo};
use crate::slots::SecretSlots;

pub use start::{DeviceError, Inbox};

/// A whole totem but for its glass. It lives on the thread that calls [`Device::run`].
pub struct Device {
    inbox: Inbox,
    clock: Clock,
    config: Config,
    totem: Totem,
    visit: VisitNo,
    calls: calls::Calls,
    desk: Desk,
    slots: SecretSlots,
    journal: Option<Journal>,
    journal_releases: journal::Releases,
    delivering: bool,
    /// As last heard; `None` before the first word.
    backend_ready: Option<bool>,
    unfinished: Option<Vec<Unfinished>>,
    faults: BTreeSet<Fault>,
    readers: CardReaders,
    card_profiles: CardProfiles,
    announced: profiles::Announced,
    /// The cards that are in; without an answer to reset the mute ones.
    atrs: BTreeMap<Slot, Option<Vec<u8>>>,
    printer: Option<PrinterWorker>,
    backend: Option<Backend>,
    runtime: tokio::runtime::Runtime,
    glass: Box<dyn Glass>,
    phrases: Arc<Phrases>,
    language: Language,
    shown: Option<Page>,
    events: VecDeque<Event>,
}

/// An enrolled totem's way to the backend.
pub(crate) struct Backend {
    client: Arc<ActivationClient>,
    patience: Patience,
    kiosk_id: KioskId,
    trust: TrustBundle,
}

impl Device {
    /// Runs until [`Input::Stop`], or until every sender is gone.
    pub fn run(mut self, inputs: &Receiver<Input>) {
        self.begin();
        loop {
            self.drain();
            match inputs.recv_timeout(self.patience()) {
                Ok(Input::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(input) => self.take(input),
                Err(RecvTimeoutError::Timeout) => self.wake(),
            }
        }
        self.slots.wipe_all();
    }

    /// Steps through the events at hand, then shows where that led.
    fn drain(&mut self) {
        while let Some(event) = self.events.pop_front() {
            self.step(event);
        }
        self.show();
    }

    /// One step: durable first, effects after.
    fn step(&mut self, event: Event) {
        let next = step(&self.totem, &self.clock.moment(), event.clone());
        if let Err(fault) = self.make_durable(&next.journal) {
            // Nothing of this step happened. The session learns why first, and then sees the event
            // again: it stops if no card was written, and finishes without a journal if one was.
            // A session that knows of the fault writes nothing more, so this cannot go on for ever.
            if self.faults.insert(fault) {
                evt::device(evt::DeviceEvent::ServiceOut(fault));
            }
            self.events.push_front(event);
            self.events.push_front(Event::FaultRaised(fault));
            return;
        }
        self.totem = next.totem;
        for effect in next.effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::ReadCard(slot) => self.read_card(slot),
            Effect::VerifyPin(slot, secret) => self.verify_pin(slot, secret),
            Effect::Sign(slot, statement) => self.sign(slot, statement),
            Effect::SetPin(slot) => self.set_pin(slot),
            Effect::PowerOff(slot) => self.readers.power_off(slot.0),
            Effect::JudgePin => self.judge_pin(),
            Effect::ComparePins => self.compare_pins(),
            Effect::Call(call) => self.call(call),
            Effect::Print(outcome) => self.print(outcome),
            Effect::Wipe(secret) => self.slots.wipe(secret),
            Effect::WipeAll => {
                self.slots.wipe_all();
                self.desk.key = None;
            }
            Effect::Forget => self.forget(),
            Effect::Deliver => self.deliver_now(),
            Effect::Attention => {}
            Effect::Log(event) => evt::session(event, self.totem.session()),
        }
    }

    /// The end of a visit: what is still under way for it is answered without its content.
    fn forget(&mut self) {
        self.visit = VisitNo(self.visit.0.wrapping_add(1));
        self.desk = Desk::default();
        self.slots.wipe_all();
        self.language = self.config.language();
        self.change_profiles_over();
        self.tidy_journal();
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Glass(touch) => self.touched(touch),
            Input::Reader(event) => self.reader_says(event),
            Input::Visit(visit, answer) if visit == self.visit => self.answered(answer),
            Input::Visit(_, answer) => self.answered_too_late(&answer),
            Input::Called(call, visit, answer) => {
                if self.calls.is_answered_by(call) {
                    self.take(Input::Visit(visit, answer));
                }
            }
            Input::Stop => {}
            Input::Readiness(answer) => self.readiness_known(answer),
            Input::Delivered(due, result) => self.delivered(&due, result),
            Input::ProfilesFound(file) => self.profiles_offered(&file),
            Input::ProfilesFetched(version, file) => self.profiles_fetched(version, file),
        }
    }

    fn touched(&mut self, touch: GlassTouch) {
        let event = match touch {
            GlassTouch::Language(language) => {
                self.language = language;
                Event::Touched(Touch::Other)
            }
            GlassTouch::Digit(digit) => self.typed(|slots, entry| {
                let room = entry.typed < entry.max;
                room.then(|| slots.push(entry.slot, digit))
            }),
            GlassTouch::Action(Action::Erase) => {
                self.typed(|slots, entry| Some(slots.pop(entry.slot)))
            }
            GlassTouch::Action(action) => Event::Touched(touch_of(action)),
        };
        self.events.push_back(event);
    }

    /// Changes the slot being typed; without one, or without room, it is only a touch.
    fn typed(
        &mut self,
        change: impl FnOnce(&mut SecretSlots, kiosk_session::Entry) -> Option<u8>,
    ) -> Event {
        let entry = self.totem.entry();
        let typed = entry.and_then(|entry| change(&mut self.slots, entry));
        typed.map_or(Event::Touched(Touch::Other), Event::Typed)
    }

    /// How long nothing need be done.
    fn patience(&self) -> Duration {
        let now = self.clock.now_ms();
        let session = self.totem.deadline_ms().map(|at| at.saturating_sub(now));
        let outbox = self.outbox_due_in();
        let waits = [session, outbox].into_iter().flatten();
        let shortest = waits.map(Duration::from_millis).min();
        shortest.map_or(LONGEST_SLEEP, |wait| wait.min(LONGEST_SLEEP))
    }

    fn wake(&mut self) {
        self.heal_journal();
        self.deliver_next();
        self.events.push_back(Event::Tick);
    }

    /// Something is missing; told once.
    fn raise(&mut self, fault: Fault) {
        if self.faults.insert(fault) {
            evt::device(evt::DeviceEvent::ServiceOut(fault));
            self.events.push_back(Event::FaultRaised(fault));
        }
    }

    /// It is back; told once.
    fn clear(&mut self, fault: Fault) {
        if self.faults.remove(&fault) {
            evt::device(evt::DeviceEvent::ServiceBack(fault));
            self.events.push_back(Event::FaultCleared(fault));
        }
    }
}

fn touch_of(action: Action) -> Touch {
    match action {
        Action::Start => Touch::Start,
        Action::Confirm => Touch::Confirm,
        Action::Cancel => Touch::Cancel,
        Action::Extend => Touch::Extend,
        Action::ForgotPin => Touch::ForgotPin,
        Action::Check => Touch::Check,
        Action::ProvePin => Touch::ProvePin,
        Action::Digit | Action::Erase | Action::Language => Touch::Other,
    }
}

const LONGEST_SLEEP: Duration = Duration::from_secs(60);
