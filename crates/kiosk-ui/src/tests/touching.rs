// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a finger touches arrives, and nothing on the glass tells which digits it were.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use kiosk_session::{Action, Screen, ScreenName, SecretSlot};
use phrases::Language;
use slint::platform::{PointerEventButton, WindowEvent, duration_until_next_timer_update};
use slint::{ComponentHandle, LogicalPosition};

use super::samples::{self, screen, typed};
use super::stage::Stage;
use crate::page::Page;
use crate::touch::UiTouch;
use crate::{LaidOut, Target};

/// Hears what is touched, and where it can be.
struct Finger {
    stage: Stage,
    touched: Rc<Cell<Option<UiTouch>>>,
    laid_out: Rc<RefCell<Vec<LaidOut>>>,
}

impl Finger {
    fn new() -> Self {
        let stage = Stage::new();
        let touched = Rc::new(Cell::new(None));
        let laid_out = Rc::new(RefCell::new(Vec::new()));
        let (last, pages) = (Rc::clone(&touched), Rc::clone(&laid_out));
        stage
            .window
            .pass_touches_to(move |touch| last.set(Some(touch)));
        stage
            .window
            .on_page_laid_out(move |page| pages.borrow_mut().push(page));
        Self {
            stage,
            touched,
            laid_out,
        }
    }

    /// Shows a page and says where it can be touched.
    fn targets(&self, page: &Page) -> Vec<Target> {
        self.stage.show(page);
        let mut pages = self.laid_out.take();
        let last = pages.pop().expect("the page was laid out");
        assert!(pages.is_empty(), "one report a page");
        assert_eq!(last.screen, page.screen.name);
        last.targets
    }

    fn press(&self, target: &Target) {
        self.send(WindowEvent::PointerPressed {
            position: middle(target),
            button: PointerEventButton::Left,
        });
    }

    fn lift(&self, target: &Target) -> Option<UiTouch> {
        self.send(WindowEvent::PointerReleased {
            position: middle(target),
            button: PointerEventButton::Left,
        });
        self.touched.take()
    }

    fn send(&self, event: WindowEvent) {
        let window = self.stage.app().window();
        window.dispatch_event_with_result(event).expect("taken");
    }

    fn picture(&self) -> Vec<u8> {
        let picture = self.stage.app().window().take_snapshot();
        picture.expect("a picture").as_bytes().to_vec()
    }

    /// Every name and value on the glass.
    fn words(&self) -> BTreeSet<String> {
        let elements = self.stage.elements();
        let words = elements
            .iter()
            .flat_map(|element| [element.accessible_label(), element.accessible_value()]);
        words.flatten().map(|word| word.to_string()).collect()
    }

    fn page(&self, screen: Screen) -> Page {
        Page::new(&self.stage.phrases, screen, Language::Italian, "T-0107")
    }
}

fn middle(target: &Target) -> LogicalPosition {
    LogicalPosition::new(
        target.x + target.width / 2.0,
        target.y + target.height / 2.0,
    )
}

#[test]
fn every_target_says_where_it_is_and_does_what_it_says() {
    let finger = Finger::new();
    for sample in samples::all(&finger.stage.phrases, Language::Italian) {
        for target in finger.targets(&sample.page) {
            finger.press(&target);
            assert_eq!(finger.lift(&target), Some(target.touch), "{}", sample.name);
        }
    }
}

#[test]
fn a_page_offers_its_actions_and_no_others() {
    let finger = Finger::new();
    for sample in samples::all(&finger.stage.phrases, Language::English) {
        let found: BTreeSet<Action> = finger
            .targets(&sample.page)
            .iter()
            .map(|target| match target.touch {
                UiTouch::Action(action) => action,
                UiTouch::Digit(_) => Action::Digit,
                UiTouch::Language(_) => Action::Language,
            })
            .collect();
        let warned = [Action::Extend, Action::Cancel, Action::Language];
        let offered = sample.page.screen.actions.iter().copied();
        let offered =
            offered.filter(|action| !sample.page.screen.warning || warned.contains(action));
        assert_eq!(found, offered.collect(), "{}", sample.name);
    }
}

#[test]
fn the_glass_tells_how_many_digits_but_never_which() {
    let finger = Finger::new();
    let page = |count| {
        finger.page(Screen {
            entry: Some(typed(SecretSlot::OldPin, count)),
            ..screen(ScreenName::EnterOldPin)
        })
    };
    let targets = finger.targets(&page(0));
    let before = finger.words();
    let digits: Vec<_> = targets
        .iter()
        .filter(|target| matches!(target.touch, UiTouch::Digit(_)))
        .collect();
    assert_eq!(digits.len(), 10);
    for target in digits {
        finger.press(target);
        assert!(finger.lift(target).is_some());
    }
    finger.targets(&page(8));
    let after = finger.words();
    let typed = |count| finger.stage.phrases.typed(Language::Italian, count);
    let only = |word: String| BTreeSet::from([word]);
    assert_eq!(&before - &after, only(typed(0)));
    assert_eq!(&after - &before, only(typed(8)));
}

#[test]
fn a_pressed_digit_looks_like_any_other() {
    let finger = Finger::new();
    let targets = finger.targets(&finger.page(screen(ScreenName::ChoosePin)));
    let still = finger.picture();
    for target in targets {
        if let UiTouch::Digit(digit) = target.touch {
            finger.press(&target);
            assert!(finger.picture() == still, "{digit}");
            finger.lift(&target);
        }
    }
}

#[test]
fn digits_stand_in_the_telephones_order() {
    let finger = Finger::new();
    let targets = finger.targets(&finger.page(screen(ScreenName::ChoosePin)));
    let mut keys: Vec<_> = targets
        .iter()
        .filter_map(|target| match target.touch {
            UiTouch::Digit(digit) => Some((target.y as i32, target.x as i32, digit)),
            UiTouch::Action(_) | UiTouch::Language(_) => None,
        })
        .collect();
    keys.sort_unstable();
    let order: Vec<_> = keys.iter().map(|(_, _, digit)| *digit).collect();
    assert_eq!(order, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
}

#[test]
fn a_language_changes_every_word_at_once() {
    let finger = Finger::new();
    let words = |language| {
        let screen = screen(ScreenName::Idle);
        let page = Page::new(&finger.stage.phrases, screen, language, "T-0107");
        finger.targets(&page);
        finger.words()
    };
    let (italian, english) = (words(Language::Italian), words(Language::English));
    let both: Vec<_> = italian.intersection(&english).collect();
    let names = ["", "English", "Italiano", "Regione Toscana", "Totem T-0107"];
    assert!(
        both.iter().all(|word| names.contains(&word.as_str())),
        "{both:?}"
    );
}

#[test]
fn a_still_page_wakes_nobody() {
    let finger = Finger::new();
    for sample in samples::all(&finger.stage.phrases, Language::Italian) {
        finger.targets(&sample.page);
        let kind = crate::appearance::appearance(sample.page.screen.name).kind;
        let moving = kind == crate::ui::PageKind::Working || sample.page.screen.warning;
        let still = duration_until_next_timer_update().is_none();
        assert!(moving || still, "{}", sample.name);
        assert!(moving || !finger.stage.app().window().has_active_animations());
    }
}

#[test]
fn the_warning_counts_down_in_words_and_stops_at_nothing() {
    let finger = Finger::new();
    let mut screen = screen(ScreenName::InsertNewCard);
    screen.warning = true;
    screen.actions.push(Action::Extend);
    let page = finger.page(screen).with_warning(&finger.stage.phrases, 3);
    finger.stage.show(&page);
    let said = finger.stage.phrases.warning(Language::Italian, 0);
    assert!(finger.words().contains(&said), "{:?}", finger.words());
}
