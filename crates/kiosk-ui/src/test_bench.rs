// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The window beside the totem in the demo: what a person with two cards, a technician and a
//! thunderstorm could do.

use std::rc::Rc;

use slint::{ComponentHandle, LogicalPosition, ModelRc, SharedString, VecModel};

use crate::backend::Backend;
use crate::error::UiError;
use crate::ui::{Bench, BenchButton, BenchWindow};

/// What a person at the bench wants to happen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BenchCommand {
    /// Another deck of cards: the place of its name in the list given.
    Scenario(usize),
    /// Put the old card in.
    InsertOld,
    /// Put the new card in.
    InsertNew,
    /// Take the card out.
    Remove,
    /// Take the card out and put the other one in.
    Swap,
    /// The roll is empty.
    PaperOut,
    /// A new roll.
    PaperBack,
    /// The backend cannot be reached.
    NetworkCut,
    /// It can again.
    NetworkBack,
    /// Kill the totem's program and start it again.
    PowerCut,
}

/// The totem's window at scale 1, and the space between the two, logical pixels.
const TOTEM_WIDTH: f32 = 1080.0;
const GAP: f32 = 16.0;

/// The bench. It lives on the thread that made it.
pub struct TestBench {
    window: BenchWindow,
}

/// Tells the bench's status line from any thread.
#[derive(Clone)]
pub struct TestBenchHandle(slint::Weak<BenchWindow>);

impl TestBench {
    /// A bench that offers these scenarios by name, the first of them chosen.
    ///
    /// # Errors
    /// [`UiError::Screen`] when there is no display.
    pub fn new(scenarios: &[&str]) -> Result<Self, UiError> {
        Backend::Desktop { scale: 1.0 }.select()?;
        Self::on_selected_backend(scenarios)
    }

    /// A bench on the platform this thread already has.
    fn on_selected_backend(scenarios: &[&str]) -> Result<Self, UiError> {
        let window = BenchWindow::new()?;
        let names: VecModel<SharedString> = scenarios
            .iter()
            .map(|name| SharedString::from(*name))
            .collect();
        window.global::<Bench>().set_scenarios(ModelRc::new(names));
        Ok(Self { window })
    }

    /// Asks for a place to the right of a totem whose window is drawn at this scale.
    pub fn stand_beside(&self, scale: f32) {
        let place = LogicalPosition::new(TOTEM_WIDTH * scale + GAP, 0.0);
        self.window.window().set_position(place);
    }

    /// The way to the status line from other threads.
    #[must_use]
    pub fn handle(&self) -> TestBenchHandle {
        TestBenchHandle(self.window.as_weak())
    }

    /// Shows the bench and passes commands on until it is closed.
    ///
    /// # Errors
    /// [`UiError::Screen`] when the display fails.
    pub fn run(self, on_command: impl Fn(BenchCommand) + 'static) -> Result<(), UiError> {
        self.pass_commands_to(on_command);
        self.window.run()?;
        Ok(())
    }

    fn pass_commands_to(&self, on_command: impl Fn(BenchCommand) + 'static) {
        let on_command = Rc::new(on_command);
        let pressed = Rc::clone(&on_command);
        let bench = self.window.global::<Bench>();
        bench.on_pressed(move |button| pressed(command(button)));
        let weak = self.window.as_weak();
        bench.on_picked(move |index| {
            if let Some(window) = weak.upgrade() {
                window.global::<Bench>().set_scenario(index);
            }
            if let Ok(index) = usize::try_from(index) {
                on_command(BenchCommand::Scenario(index));
            }
        });
    }
}

impl TestBenchHandle {
    /// Writes the status line.
    ///
    /// # Errors
    /// [`UiError::Closed`] when the bench has been closed.
    pub fn say(&self, status: &str) -> Result<(), UiError> {
        let status = SharedString::from(status);
        self.0
            .upgrade_in_event_loop(move |window| window.global::<Bench>().set_status(status))?;
        Ok(())
    }

    /// Ends [`TestBench::run`].
    ///
    /// # Errors
    /// [`UiError::Closed`] when it has ended already.
    pub fn close(&self) -> Result<(), UiError> {
        slint::quit_event_loop()?;
        Ok(())
    }
}

fn command(button: BenchButton) -> BenchCommand {
    match button {
        BenchButton::InsertOld => BenchCommand::InsertOld,
        BenchButton::InsertNew => BenchCommand::InsertNew,
        BenchButton::Remove => BenchCommand::Remove,
        BenchButton::Swap => BenchCommand::Swap,
        BenchButton::PaperOut => BenchCommand::PaperOut,
        BenchButton::PaperBack => BenchCommand::PaperBack,
        BenchButton::NetworkCut => BenchCommand::NetworkCut,
        BenchButton::NetworkBack => BenchCommand::NetworkBack,
        BenchButton::PowerCut => BenchCommand::PowerCut,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use i_slint_backend_testing::{AccessibleRole, ElementQuery};

    use super::*;

    #[test]
    fn every_button_asks_for_its_own_command() {
        i_slint_backend_testing::init_no_event_loop();
        let bench = TestBench::on_selected_backend(&["same-person", "two-people"]);
        let bench = bench.expect("a testing platform always has a window");
        bench.window.show().expect("it can always be shown");
        let heard = Rc::new(RefCell::new(Vec::new()));
        let commands = Rc::clone(&heard);
        bench.pass_commands_to(move |command| commands.borrow_mut().push(command));
        ElementQuery::from_root(&bench.window)
            .match_accessible_role(AccessibleRole::Button)
            .find_all()
            .iter()
            .for_each(i_slint_backend_testing::ElementHandle::invoke_accessible_default_action);
        let expected = [
            BenchCommand::Scenario(0),
            BenchCommand::Scenario(1),
            BenchCommand::InsertOld,
            BenchCommand::InsertNew,
            BenchCommand::Remove,
            BenchCommand::Swap,
            BenchCommand::PaperOut,
            BenchCommand::PaperBack,
            BenchCommand::NetworkCut,
            BenchCommand::NetworkBack,
            BenchCommand::PowerCut,
        ];
        assert_eq!(*heard.borrow(), expected);
        assert_eq!(bench.window.global::<Bench>().get_scenario(), 1);
    }
}
