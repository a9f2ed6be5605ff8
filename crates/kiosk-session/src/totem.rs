// SPDX-License-Identifier: EUPL-1.2
//! The totem as one value, and the one function that changes it.

use activation_protocol::{Outcome, SessionId};

use crate::asks::{Asks, Turnout};
use crate::effect::Effect;
use crate::ending;
use crate::event::{Event, Fault};
use crate::journal_op::{JournalOp, Record};
use crate::log_event::LogEvent;
use crate::moment::Moment;
use crate::patience;
use crate::policy::Policy;
use crate::screen::{Action, Entry, Screen};
use crate::slot::CardToken;
use crate::state::{Boot, State};
use crate::turn::Turn;
use crate::visit::Visit;
use crate::world::World;

/// Everything the session knows. It holds no secret and nothing personal.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Totem {
    pub(crate) policy: Policy,
    pub(crate) world: World,
    pub(crate) visit: Visit,
    asks: Asks,
    state: State,
}

/// What a step leads to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// The totem afterwards.
    pub totem: Totem,
    /// To be made durable first, all in one transaction.
    pub journal: Vec<JournalOp>,
    /// To be done then, in this order. At most one of them asks something.
    pub effects: Vec<Effect>,
}

/// Takes one event in. Pure and total: the same arguments always give the same step, and an event
/// that the state does not expect changes nothing but the log.
#[must_use]
pub fn step(totem: &Totem, moment: &Moment, event: Event) -> Step {
    let mut asks = totem.asks.clone();
    let mut turn = totem.turn(moment);
    patience::note(&mut turn.visit, &totem.policy, &event, moment.now_ms);
    let lost = lost_cards(&turn.world, &event);
    turn.world.note(&event);
    log_card(&mut turn, &event);
    let state = totem.state.clone();
    let state = match asks.receive(&event) {
        Turnout::Counts => lost.iter().fold(state, |state, removed| {
            turn.world.note(removed);
            state.react(removed, &mut turn)
        }),
        Turnout::Late => return totem.settle(asks, state, turn),
        Turnout::Unasked => {
            turn.log(LogEvent::Unexpected);
            return totem.settle(asks, state, turn);
        }
    };
    let state = react(state, &event, &mut turn);
    totem.settle(asks, state, turn)
}

impl Totem {
    /// A totem that has just been switched on.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            world: World::default(),
            visit: Visit::default(),
            asks: Asks::default(),
            state: Boot.into(),
        }
    }

    /// What a person should see.
    #[must_use]
    pub fn screen(&self, now_ms: u64) -> Screen {
        let face = self.state.face();
        let limit = patience::limit(&self.policy, &self.visit, face.is_cancellable());
        let warn_ms = limit.and_then(|limit| limit.warn_ms);
        let mut screen = Screen {
            name: face.name(),
            actions: Vec::new(),
            outcome: None,
            notices: Vec::new(),
            tries_left: None,
            report: None,
            entry: self.entry(),
            warning: warn_ms.is_some_and(|warn_ms| warn_ms <= now_ms),
            deadline_ms: self.deadline_ms(),
        };
        if screen.entry.is_some() {
            screen
                .actions
                .extend([Action::Digit, Action::Erase, Action::Confirm]);
        }
        face.show(self, &mut screen);
        let extendable = screen.warning && limit.is_some_and(|limit| limit.extendable);
        screen
            .actions
            .extend(face.is_cancellable().then_some(Action::Cancel));
        screen.actions.extend(extendable.then_some(Action::Extend));
        screen.actions.push(Action::Language);
        screen
    }

    /// When [`Event::Tick`] should come, monotonic milliseconds.
    #[must_use]
    pub fn deadline_ms(&self) -> Option<u64> {
        patience::deadline_ms(&self.policy, &self.visit, &self.world, self.state.face())
    }

    /// The session of the visit, from its first touch until the next person may come.
    #[must_use]
    pub const fn session(&self) -> Option<SessionId> {
        self.visit.session
    }

    /// Whether a visit or a check is under way, which [`Effect::Forget`] will end.
    #[must_use]
    pub fn is_visited(&self) -> bool {
        self.visit != Visit::default()
    }

    /// The card that opened the session: the old one, or the new one when resuming. In a check,
    /// the card being checked.
    #[must_use]
    pub fn first_card(&self) -> Option<CardToken> {
        self.visit.first.map(|card| card.token)
    }

    /// The card being activated. A driver need not guess from the page which card was read.
    #[must_use]
    pub fn new_card(&self) -> Option<CardToken> {
        self.visit.new_card().map(|card| card.token)
    }

    /// The digits being typed; digits typed while there is no entry belong nowhere.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        self.state.face().entry(self)
    }

    fn turn(&self, moment: &Moment) -> Turn {
        Turn {
            moment: *moment,
            policy: self.policy,
            world: self.world.clone(),
            visit: self.visit.clone(),
            journal: Vec::new(),
            effects: Vec::new(),
        }
    }

    fn settle(&self, mut asks: Asks, state: State, turn: Turn) -> Step {
        let Turn {
            moment,
            policy,
            world,
            mut visit,
            journal,
            effects,
        } = turn;
        let face = state.face();
        let new_page = face.name() != self.state.face().name();
        patience::settle(&mut visit, face.calm_ms(&policy), new_page, moment.now_ms);
        asks.settle(&effects, face.awaits());
        let totem = Self {
            policy,
            world,
            visit,
            asks,
            state,
        };
        Step {
            totem,
            journal,
            effects,
        }
    }
}

/// The rules that hold in every state; all else is the state's.
fn react(state: State, event: &Event, turn: &mut Turn) -> State {
    let untouched = turn.visit.is_open() && turn.visit.record < Some(Record::IntentSet);
    match event {
        Event::FaultRaised(Fault::Tamper) => ending::abandon(turn),
        Event::FaultRaised(Fault::NoJournal | Fault::Disk) if untouched => {
            ending::end(turn, Outcome::Unavailable)
        }
        Event::FaultRaised(_)
        | Event::Started(_)
        | Event::FaultCleared(_)
        | Event::Readiness(_)
        | Event::Touched(_)
        | Event::Typed(_)
        | Event::Inserted(_)
        | Event::Mute(_)
        | Event::Removed(_)
        | Event::CardRead(_)
        | Event::PinChecked(_)
        | Event::PinJudged(_)
        | Event::PinsCompared(_)
        | Event::Signed(_)
        | Event::PinSet(_)
        | Event::Answered(_)
        | Event::Printed(_)
        | Event::Tick => state.react(event, turn),
    }
}

/// A reader that is gone took its cards with it.
fn lost_cards(world: &World, event: &Event) -> Vec<Event> {
    if *event == Event::FaultRaised(Fault::NoReader) {
        world.occupied().into_iter().map(Event::Removed).collect()
    } else {
        Vec::new()
    }
}

fn log_card(turn: &mut Turn, event: &Event) {
    if let Event::Inserted(slot) | Event::Mute(slot) = event {
        turn.log(LogEvent::CardInserted(*slot));
    }
    if let Event::Removed(slot) = event {
        turn.log(LogEvent::CardRemoved(*slot));
    }
}
