// SPDX-License-Identifier: EUPL-1.2
//! One step under way: what a state may look at, change, write and ask.

use activation_protocol::{Outcome, SessionId};

use crate::effect::Effect;
use crate::face::Face;
use crate::journal_op::{JournalOp, Message, Record};
use crate::log_event::LogEvent;
use crate::moment::Moment;
use crate::patience::{self, Verdict};
use crate::policy::Policy;
use crate::slot::Slot;
use crate::visit::Visit;
use crate::world::World;

/// The workbench of a step.
pub(crate) struct Turn {
    pub(crate) moment: Moment,
    pub(crate) policy: Policy,
    pub(crate) world: World,
    pub(crate) visit: Visit,
    pub(crate) journal: Vec<JournalOp>,
    pub(crate) effects: Vec<Effect>,
}

impl Turn {
    /// Monotonic milliseconds.
    pub(crate) const fn now_ms(&self) -> u64 {
        self.moment.now_ms
    }

    /// A name for a new session.
    pub(crate) fn new_session(&self) -> SessionId {
        SessionId::new(self.moment.wall_ms, self.moment.random)
    }

    /// Makes a record of the session durable. Records only go forward.
    pub(crate) fn record(&mut self, record: Record) {
        if let Some(session) = self.visit.session
            && self.visit.record < Some(record)
            && self.write(JournalOp::Record(session, record))
        {
            self.visit.record = Some(record);
        }
    }

    /// Puts a message for the backend into the outbox and has it delivered.
    pub(crate) fn enqueue(&mut self, session: SessionId, message: Message) {
        if self.write(JournalOp::Enqueue(session, message)) {
            self.run(Effect::Deliver);
        }
    }

    /// Makes the end of a session durable.
    pub(crate) fn close(&mut self, session: SessionId, outcome: Outcome) {
        self.write(JournalOp::Close(session, outcome));
    }

    /// Adds an effect.
    pub(crate) fn run(&mut self, effect: Effect) {
        match effect {
            Effect::ReadCard(slot) => self.world.use_card(slot),
            Effect::PowerOff(slot) => self.world.power_off(slot),
            Effect::VerifyPin(..)
            | Effect::Sign(..)
            | Effect::SetPin(_)
            | Effect::JudgePin
            | Effect::ComparePins
            | Effect::Call(_)
            | Effect::Print(_)
            | Effect::Wipe(_)
            | Effect::WipeAll
            | Effect::Forget
            | Effect::Deliver
            | Effect::Attention
            | Effect::Log(_) => {}
        }
        self.effects.push(effect);
    }

    /// Cuts the power of a card that was talked to. One that came in since is another matter.
    pub(crate) fn let_go(&mut self, slot: Slot) {
        if self.world.in_use(slot) {
            self.run(Effect::PowerOff(slot));
        }
    }

    /// Writes to the log.
    pub(crate) fn log(&mut self, event: LogEvent) {
        self.run(Effect::Log(event));
    }

    /// What the time means to a state.
    pub(crate) fn judge_time(&mut self, face: &dyn Face) -> Verdict {
        patience::judge(
            &self.policy,
            &mut self.visit,
            &self.world,
            face,
            self.moment.now_ms,
        )
    }

    /// A broken journal is written no further: what it last said is what a restart goes by.
    fn write(&mut self, op: JournalOp) -> bool {
        let works = self.world.journal_works();
        if works {
            self.journal.push(op);
        }
        works
    }
}
