// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Text can be read: every pair of colours of the theme that meets as text and ground.

const THEME: &str = include_str!("../../ui/theme.slint");

/// WCAG 2.2, 1.4.6: enhanced contrast.
const TEXT: f64 = 7.0;
/// WCAG 2.2, 1.4.11: parts and signs that carry meaning.
const SHAPE: f64 = 3.0;

#[test]
fn text_has_a_contrast_of_seven_to_one_on_every_ground() {
    let grounds = [
        "background",
        "primary-tint",
        "success-tint",
        "attention-tint",
    ];
    for ground in grounds {
        for text in ["text", "text-quiet"] {
            assert_contrast(text, ground, TEXT);
        }
    }
    for ground in ["primary-strong", "primary-deep"] {
        assert_contrast("text-on-dark", ground, TEXT);
    }
    for text in ["primary-strong", "primary-deep"] {
        assert_contrast(text, "background", TEXT);
        assert_contrast(text, "primary-tint", TEXT);
    }
}

#[test]
fn shapes_that_mean_something_stand_out_from_their_ground() {
    for shape in ["primary", "success", "attention", "slate", "primary-strong"] {
        assert_contrast(shape, "background", SHAPE);
        assert_contrast("text-on-dark", shape, SHAPE);
    }
}

fn assert_contrast(front: &str, ground: &str, least: f64) {
    let ratio = ratio(luminance(token(front)), luminance(token(ground)));
    assert!(ratio >= least, "{front} on {ground}: {ratio:.2}");
}

/// The red, green and blue of a colour of the theme.
fn token(name: &str) -> [u8; 3] {
    let start = format!("<color> {name}: #");
    let (_, rest) = THEME.split_once(&start).expect("a colour of the theme");
    let channel = |at: usize| u8::from_str_radix(&rest[at..at + 2], 16).expect("six hex digits");
    [channel(0), channel(2), channel(4)]
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn ratio(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
