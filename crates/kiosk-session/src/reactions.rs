// SPDX-License-Identifier: EUPL-1.2
//! What a state does with each event: it names those of its rows, all others are ignored and
//! logged here, in one place. A new event does not compile until it has its method.

use activation_protocol::messages::{Attempt, CardCheck, Flow};
use activation_protocol::pin::{PinRules, WeakPin};
use activation_protocol::{ProblemCode, ReleaseNo, SecretMode};

use crate::ending;
use crate::event::{
    Answer, CardFault, Event, PinAnswer, Printed, Reading, SetAnswer, Touch, Unfinished,
};
use crate::face::Face;
use crate::log_event::LogEvent;
use crate::patience::Verdict;
use crate::slot::Slot;
use crate::state::State;
use crate::turn::Turn;

/// One method an event. What a state does not list, it stays and says so in the log.
pub(crate) trait Reactions: Face + Into<State> + Sized {
    /// Ignores the event and counts it.
    fn unexpected(self, turn: &mut Turn) -> State {
        turn.log(LogEvent::Unexpected);
        self.into()
    }

    fn started(self, _unfinished: &[Unfinished], turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    /// The world has noted it; a visit goes on.
    fn faults_changed(self, _turn: &mut Turn) -> State {
        self.into()
    }

    fn start(self, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn check(self, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn prove_pin(self, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn confirm(self, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn forgot_pin(self, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    /// Somebody is there; patience has noted it.
    fn other_touch(self, _turn: &mut Turn) -> State {
        self.into()
    }

    fn cancel(self, turn: &mut Turn) -> State {
        if self.is_cancellable() {
            ending::stop(turn)
        } else {
            self.unexpected(turn)
        }
    }

    fn typed(self, _digits: u8, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn inserted(self, _slot: Slot, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn mute(self, _slot: Slot, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    /// The world has noted it. A state in the middle of a conversation learns it from its answer.
    fn removed(self, _slot: Slot, _turn: &mut Turn) -> State {
        self.into()
    }

    fn card_read(self, _reading: &Reading, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn pin_checked(self, _answer: Result<PinAnswer, CardFault>, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn pin_judged(self, _verdict: Result<(), WeakPin>, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn pins_compared(self, _same: bool, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn signed(self, _result: Result<(), CardFault>, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn pin_set(self, _answer: SetAnswer, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn printed(self, _printed: Printed, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn unreachable(self, turn: &mut Turn) -> State {
        self.unexpected(turn)
    }

    fn problem(self, _code: ProblemCode, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn opened(self, _flow: Flow, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn authorised(self, _rules: PinRules, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn bound(self, _mode: SecretMode, _attempt: Attempt, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn released(self, _release: ReleaseNo, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn release_forged(self, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn confirmed(self, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    fn checked(self, _check: CardCheck, turn: &mut Turn) -> State {
        self.wrong_answer(turn)
    }

    /// An answer to another question than this state's is no answer.
    fn wrong_answer(self, turn: &mut Turn) -> State {
        turn.log(LogEvent::Unexpected);
        self.unreachable(turn)
    }

    /// The warning begins.
    fn warned(self, _turn: &mut Turn) -> State {
        self.into()
    }

    /// The person did not act in time, or the visit took too long.
    fn expired(self, turn: &mut Turn) -> State {
        ending::stop(turn)
    }

    /// Gives an event to its method.
    fn react(self, event: &Event, turn: &mut Turn) -> State {
        match event {
            Event::Started(unfinished) => self.started(unfinished, turn),
            Event::FaultRaised(_) | Event::FaultCleared(_) => self.faults_changed(turn),
            Event::Readiness(_) => self.into(),
            Event::Touched(touch) => self.touched(*touch, turn),
            Event::Typed(digits) => self.typed(*digits, turn),
            Event::Inserted(slot) => self.inserted(*slot, turn),
            Event::Mute(slot) => self.mute(*slot, turn),
            Event::Removed(slot) => self.removed(*slot, turn),
            Event::CardRead(reading) => self.card_read(reading, turn),
            Event::PinChecked(answer) => self.pin_checked(*answer, turn),
            Event::PinJudged(verdict) => self.pin_judged(*verdict, turn),
            Event::PinsCompared(same) => self.pins_compared(*same, turn),
            Event::Signed(result) => self.signed(*result, turn),
            Event::PinSet(answer) => self.pin_set(*answer, turn),
            Event::Answered(answer) => self.answered(*answer, turn),
            Event::Printed(printed) => self.printed(*printed, turn),
            Event::Tick => self.tick(turn),
        }
    }

    /// Gives a touch to its method.
    fn touched(self, touch: Touch, turn: &mut Turn) -> State {
        match touch {
            Touch::Start => self.start(turn),
            Touch::Check => self.check(turn),
            Touch::ProvePin => self.prove_pin(turn),
            Touch::Confirm => self.confirm(turn),
            Touch::Cancel => self.cancel(turn),
            Touch::ForgotPin => self.forgot_pin(turn),
            Touch::Extend | Touch::Other => self.other_touch(turn),
        }
    }

    /// Gives the backend's answer to its method.
    fn answered(self, answer: Answer, turn: &mut Turn) -> State {
        match answer {
            Answer::Opened(flow) => self.opened(flow, turn),
            Answer::Authorised(rules) => self.authorised(rules, turn),
            Answer::Bound(mode, attempt) => self.bound(mode, attempt, turn),
            Answer::Released(release) => self.released(release, turn),
            Answer::ReleaseForged => self.release_forged(turn),
            Answer::Confirmed => self.confirmed(turn),
            Answer::Checked(check) => self.checked(check, turn),
            Answer::Problem(code) => self.problem(code, turn),
            Answer::Unreachable => self.unreachable(turn),
        }
    }

    /// Looks at the clock.
    fn tick(self, turn: &mut Turn) -> State {
        match turn.judge_time(&self) {
            Verdict::Calm => self.into(),
            Verdict::Warn => self.warned(turn),
            Verdict::Over => self.expired(turn),
        }
    }
}
