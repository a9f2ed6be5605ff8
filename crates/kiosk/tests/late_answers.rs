// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Why the loop answers for visits that are over: the session counts one answer a question.

use activation_protocol::ProblemCode;
use activation_protocol::messages::Flow;
use kiosk_session::{
    Answer, Call, CardFacts, CardToken, Effect, Event, HolderToken, Moment, Policy, Reading,
    ScreenName, Slot, Totem, Touch, step,
};

/// A totem, and the milliseconds its people have taken.
struct Day {
    totem: Totem,
    now_ms: u64,
}

impl Day {
    fn begin() -> Self {
        let totem = Totem::new(Policy::default());
        let mut day = Self { totem, now_ms: 0 };
        day.takes(Event::Started(Vec::new()));
        day.takes(Event::Readiness(true));
        day
    }

    fn takes(&mut self, event: Event) -> Vec<Effect> {
        self.now_ms += 1_000;
        let moment = Moment {
            now_ms: self.now_ms,
            wall_ms: self.now_ms,
            random: [7; 10],
        };
        let next = step(&self.totem, &moment, event);
        self.totem = next.totem;
        next.effects
    }

    fn page(&self) -> ScreenName {
        self.totem.screen(self.now_ms).name
    }

    /// Somebody puts in a card, and the backend is asked about it.
    fn presents_a_card(&mut self) {
        self.takes(Event::Touched(Touch::Start));
        self.takes(Event::Inserted(Slot(0)));
        let effects = self.takes(Event::CardRead(Reading::Cns(CardFacts {
            card: CardToken(0),
            holder: HolderToken(0),
            expired: false,
            consistent: true,
            data_match: true,
        })));
        assert!(effects.contains(&Effect::Call(Call::OpenSession)));
    }

    /// The person does not wait for the answer, and goes.
    fn loses_patience(&mut self) {
        self.takes(Event::Touched(Touch::Cancel));
        self.takes(Event::Removed(Slot(0)));
        let effects = self.takes(Event::Touched(Touch::Confirm));
        assert!(effects.contains(&Effect::Forget));
        assert_eq!(self.page(), ScreenName::Idle);
    }
}

#[test]
fn an_answer_to_somebody_who_has_left_changes_nothing() {
    let mut day = Day::begin();
    day.presents_a_card();
    day.loses_patience();
    day.takes(Event::Answered(Answer::Unreachable));
    assert_eq!(day.page(), ScreenName::Idle);
    day.presents_a_card();
    day.takes(Event::Answered(Answer::Opened(Flow::OldAuth)));
    assert_eq!(day.page(), ScreenName::EnterOldPin);
}

#[test]
fn an_answer_that_comes_during_the_next_visit_is_not_taken_for_the_next_persons() {
    let mut day = Day::begin();
    day.presents_a_card();
    day.loses_patience();
    day.presents_a_card();
    day.takes(Event::Answered(Answer::Unreachable));
    assert_eq!(day.page(), ScreenName::OpenSession);
    day.takes(Event::Answered(Answer::Problem(ProblemCode::OldExpired)));
    assert_eq!(day.page(), ScreenName::Outcome);
}

#[test]
fn an_answer_that_never_came_would_cost_the_next_person_theirs() {
    let mut day = Day::begin();
    day.presents_a_card();
    day.loses_patience();
    day.presents_a_card();
    day.takes(Event::Answered(Answer::Opened(Flow::OldAuth)));
    assert_eq!(
        day.page(),
        ScreenName::OpenSession,
        "it was taken for the other's"
    );
}
