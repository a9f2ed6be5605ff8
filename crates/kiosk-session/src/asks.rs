// SPDX-License-Identifier: EUPL-1.2
//! Which answer is awaited, so that a late one never counts for a later question.

use crate::effect::Effect;
use crate::event::Event;

/// Kinds of questions. Answers of one kind come in the order of their questions.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Ask {
    Read,
    Verify,
    Sign,
    Set,
    Judge,
    Compare,
    Call,
    Print,
}

/// The question whose answer counts, and answers that come too late.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Asks {
    awaited: Option<Ask>,
    abandoned: Vec<Ask>,
}

/// What to do with an event.
pub(crate) enum Turnout {
    /// It counts.
    Counts,
    /// It answers a question nobody cares about any more.
    Late,
    /// Nobody asked.
    Unasked,
}

impl Ask {
    /// The question of an effect, if it is one.
    pub(crate) const fn of(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::ReadCard(_) => Some(Self::Read),
            Effect::VerifyPin(..) => Some(Self::Verify),
            Effect::Sign(..) => Some(Self::Sign),
            Effect::SetPin(_) => Some(Self::Set),
            Effect::JudgePin => Some(Self::Judge),
            Effect::ComparePins => Some(Self::Compare),
            Effect::Call(_) => Some(Self::Call),
            Effect::Print(_) => Some(Self::Print),
            Effect::PowerOff(_)
            | Effect::Wipe(_)
            | Effect::WipeAll
            | Effect::Forget
            | Effect::Deliver
            | Effect::Attention
            | Effect::Log(_) => None,
        }
    }

    const fn answered_by(event: &Event) -> Option<Self> {
        match event {
            Event::CardRead(_) => Some(Self::Read),
            Event::PinChecked(_) => Some(Self::Verify),
            Event::Signed(_) => Some(Self::Sign),
            Event::PinSet(_) => Some(Self::Set),
            Event::PinJudged(_) => Some(Self::Judge),
            Event::PinsCompared(_) => Some(Self::Compare),
            Event::Answered(_) => Some(Self::Call),
            Event::Printed(_) => Some(Self::Print),
            Event::Started(_)
            | Event::FaultRaised(_)
            | Event::FaultCleared(_)
            | Event::Readiness(_)
            | Event::Touched(_)
            | Event::Typed(_)
            | Event::Inserted(_)
            | Event::Mute(_)
            | Event::Removed(_)
            | Event::Tick => None,
        }
    }
}

impl Asks {
    /// Takes an event in.
    pub(crate) fn receive(&mut self, event: &Event) -> Turnout {
        let Some(ask) = Ask::answered_by(event) else {
            return Turnout::Counts;
        };
        if let Some(late) = self
            .abandoned
            .iter()
            .position(|abandoned| *abandoned == ask)
        {
            self.abandoned.remove(late);
            return Turnout::Late;
        }
        if self.awaited == Some(ask) {
            self.awaited = None;
            return Turnout::Counts;
        }
        Turnout::Unasked
    }

    /// After a step: its question replaces the one before; a question its state does not wait for
    /// is abandoned.
    pub(crate) fn settle(&mut self, effects: &[Effect], awaits: Option<Ask>) {
        if let Some(ask) = effects.iter().find_map(Ask::of) {
            self.abandoned.extend(self.awaited.replace(ask));
        }
        if self.awaited != awaits {
            self.abandoned.extend(self.awaited.take());
            self.abandoned.sort_unstable();
        }
    }
}
