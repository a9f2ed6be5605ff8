// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Everything on every page is where a person can see and touch it.

use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use phrases::Language;

use super::samples;
use super::stage::Stage;

const GLASS: Area = Area {
    left: 0.0,
    top: 0.0,
    right: 1080.0,
    bottom: 1920.0,
};

/// Less than a pixel is rounding.
const SLACK: f32 = 0.5;

#[derive(Clone, Copy, Debug)]
struct Area {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Area {
    fn of(element: &ElementHandle) -> Self {
        let (at, size) = (element.absolute_position(), element.size());
        Self {
            left: at.x,
            top: at.y,
            right: at.x + size.width,
            bottom: at.y + size.height,
        }
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left + SLACK
            && self.top <= other.top + SLACK
            && self.right + SLACK >= other.right
            && self.bottom + SLACK >= other.bottom
    }

    fn meets(&self, other: &Self) -> bool {
        self.left + SLACK < other.right
            && other.left + SLACK < self.right
            && self.top + SLACK < other.bottom
            && other.top + SLACK < self.bottom
    }
}

/// Calls back for every page with its name, the areas of its texts and those of its live buttons.
fn for_every_page(mut look: impl FnMut(&str, &[(String, Area)], &[(String, Area)])) {
    let stage = Stage::new();
    for language in Language::ALL {
        for sample in samples::all(&stage.phrases, language) {
            stage.show(&sample.page);
            let query = || ElementQuery::from_root(stage.app());
            let texts = query().match_inherits("Text").find_all();
            let buttons = query()
                .match_accessible_role(AccessibleRole::Button)
                .match_predicate(|button| button.accessible_enabled() == Some(true));
            let name = format!("{}/{}", language.code(), sample.name);
            look(&name, &named(&texts), &named(&buttons.find_all()));
        }
    }
}

fn named(elements: &[ElementHandle]) -> Vec<(String, Area)> {
    elements
        .iter()
        .map(|element| {
            let label = element.accessible_label().unwrap_or_default();
            (label.to_string(), Area::of(element))
        })
        .collect()
}

#[test]
fn every_text_is_on_the_glass_and_in_nobodys_way() {
    for_every_page(|page, texts, _| {
        assert!(!texts.is_empty(), "{page}");
        let warned = page.ends_with("warning");
        for (index, (label, area)) in texts.iter().enumerate() {
            assert!(GLASS.holds(area), "{page}: {label} at {area:?}");
            assert!(area.bottom > area.top, "{page}: {label} has no room");
            let others = texts.iter().skip(index + 1).filter(|_| !warned);
            for (other, place) in others {
                assert!(!area.meets(place), "{page}: {label} over {other}");
            }
        }
    });
}

#[test]
fn a_label_fits_its_button() {
    for_every_page(|page, texts, buttons| {
        for (name, button) in buttons {
            let labels = texts.iter().filter(|(_, text)| button.meets(text));
            let inside = labels.filter(|(_, text)| button.holds(text)).count();
            assert!(inside >= 1, "{page}: {name} at {button:?}");
        }
    });
}

#[test]
fn everything_to_touch_is_at_least_sixty_pixels_and_apart() {
    for_every_page(|page, _, buttons| {
        for (index, (name, area)) in buttons.iter().enumerate() {
            assert!(GLASS.holds(area), "{page}: {name} at {area:?}");
            let (width, height) = (area.right - area.left, area.bottom - area.top);
            assert!(
                width >= 60.0 && height >= 60.0,
                "{page}: {name} at {area:?}"
            );
            let digit = name.len() == 1;
            assert!(!digit || height.min(width) >= 160.0, "{page}: {name}");
            for (other, place) in &buttons[index + 1..] {
                assert!(!area.meets(place), "{page}: {name} over {other}");
            }
        }
    });
}

#[test]
fn everything_to_touch_has_a_name() {
    for_every_page(|page, _, buttons| {
        assert!(buttons.len() >= Language::ALL.len(), "{page}");
        assert!(buttons.iter().all(|(name, _)| !name.is_empty()), "{page}");
    });
}
