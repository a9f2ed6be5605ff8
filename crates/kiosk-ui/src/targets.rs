// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Where on the glass things can be touched, for tests that click as a finger would.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use kiosk_session::ScreenName;
use slint::{ComponentHandle, Timer};

use crate::adapters::screen_numbered;
use crate::touch::UiTouch;
use crate::ui::{KioskApp, Touch};

/// Something that can be touched, in physical pixels from the window's upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// What touching it does.
    pub touch: UiTouch,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A page whose layout has settled.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOut {
    /// Which page.
    pub screen: ScreenName,
    /// Everything on it that can be touched.
    pub targets: Vec<Target>,
}

/// Asks the targets where they are, once after each page.
///
/// Conditional parts of a page come and go when it is drawn, so the question waits for that, and
/// the answers, which arrive one turn of the event loop later, are waited for once more.
#[derive(Clone, Default)]
pub(crate) struct Surveyor(Rc<Survey>);

#[derive(Default)]
struct Survey {
    listener: RefCell<Option<Listener>>,
    found: RefCell<Vec<Target>>,
    round: Cell<i32>,
}

type Listener = Box<dyn FnMut(LaidOut)>;

const SETTLE: Duration = Duration::from_millis(60);

impl Surveyor {
    /// Hears of every page from now on, and what its targets say.
    pub(crate) fn attach(&self, app: &KioskApp) {
        let this = self.clone();
        let weak = app.as_weak();
        app.global::<Touch>().on_page_shown(move |number| {
            if let (Some(app), Some(screen)) = (weak.upgrade(), screen_numbered(number)) {
                this.page_shown(&app, screen);
            }
        });
        let survey = Rc::clone(&self.0);
        let weak = app.as_weak();
        app.global::<Touch>()
            .on_located(move |action, value, x, y, width, height| {
                let Some(app) = weak.upgrade() else { return };
                let Some(touch) = UiTouch::of(action, value) else {
                    return;
                };
                let scale = app.window().scale_factor();
                let [x, y, width, height] = [x, y, width, height].map(|length| length * scale);
                survey.found.borrow_mut().push(Target {
                    touch,
                    x,
                    y,
                    width,
                    height,
                });
            });
    }

    /// Hands every settled page to this listener.
    pub(crate) fn listen(&self, listener: impl FnMut(LaidOut) + 'static) {
        *self.0.listener.borrow_mut() = Some(Box::new(listener));
    }

    fn page_shown(&self, app: &KioskApp, screen: ScreenName) {
        if self.0.listener.borrow().is_none() {
            return;
        }
        let round = self.0.round.get().wrapping_add(1);
        self.0.round.set(round);
        let this = self.clone();
        let weak = app.as_weak();
        Timer::single_shot(SETTLE, move || {
            let Some(app) = weak.upgrade().filter(|_| this.is_latest(round)) else {
                return;
            };
            this.0.found.borrow_mut().clear();
            app.global::<Touch>().set_round(round);
            Timer::single_shot(SETTLE, move || this.report(round, screen));
        });
    }

    /// Whether no page came after the one of this round.
    fn is_latest(&self, round: i32) -> bool {
        self.0.round.get() == round
    }

    fn report(&self, round: i32, screen: ScreenName) {
        if !self.is_latest(round) {
            return;
        }
        let targets = self.0.found.take();
        if let Some(listener) = self.0.listener.borrow_mut().as_mut() {
            listener(LaidOut { screen, targets });
        }
    }
}
