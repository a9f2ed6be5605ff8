// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What was said to cards, as figures: how many commands, how many bytes, and how long real cards
//! would have taken.

use anyhow::Result;
use card_emulator::slot::Counters;

use super::Figure;
use super::opensc::OpenSc;
use crate::story::{CHOSEN_PIN, Story};

/// APDUs, bytes and simulated milliseconds.
pub(super) type TrafficFigures = [Figure; 3];

type Value = fn(&Counters) -> f64;

/// What a value of the counters is called, and how it is taken.
const VALUES: [(&str, Value); 3] = [
    ("APDUs", |it| it.apdus as f64),
    ("bytes", |it| (it.bytes_in + it.bytes_out) as f64),
    ("simulated ms", |it| it.simulated_us as f64 / 1e3),
];

/// The figures of some runs, with a goal for the first.
pub(super) fn traffic_figures(name: &str, runs: &[&Counters], most_apdus: f64) -> TrafficFigures {
    let [apdus, bytes, time] =
        VALUES.map(|(unit, value)| Figure::new(name, unit, values(runs, value)));
    [apdus.at_most(most_apdus), bytes, time]
}

/// With those of a rival beside them; without runs, it cannot do it.
pub(super) fn beside(figures: TrafficFigures, name: &str, runs: &[&Counters]) -> TrafficFigures {
    let mut takes = VALUES.iter().map(|(_, value)| values(runs, value));
    figures.map(|figure| figure.beside(name, takes.next().unwrap_or_default()))
}

fn values(runs: &[&Counters], value: impl Fn(&Counters) -> f64) -> Vec<f64> {
    runs.iter().map(|counters| value(counters)).collect()
}

/// All phases of a visit.
pub(super) fn whole_traffic(story: &Story) -> Counters {
    let mut sum = Counters::default();
    for phase in &story.traffic {
        sum.apdus += phase.apdus;
        sum.bytes_in += phase.bytes_to_card;
        sum.bytes_out += phase.bytes_from_card;
        sum.simulated_us += phase.card_us;
    }
    sum
}

/// The ends of a visit by the tools there are, once the totem is gone.
pub(super) fn by_opensc(story: &mut Story) -> Result<Vec<(&'static str, Counters)>> {
    story.world.cut_power();
    let old_pin = story.old_pin()?;
    let mut done = Vec::new();
    for rival in OpenSc::both(story.world.dir())? {
        story.insert_old_card()?;
        let mut sum = rival.counted(&mut story.world.slot, |opensc| opensc.sign(&old_pin))?;
        story.insert_new_card()?;
        let slot = &mut story.world.slot;
        let steps = [
            rival.counted(slot, |opensc| opensc.change_pin(CHOSEN_PIN, CHOSEN_PIN))?,
            rival.counted(slot, |opensc| opensc.sign(CHOSEN_PIN))?,
        ];
        for step in steps {
            sum.apdus += step.apdus;
            sum.bytes_in += step.bytes_in;
            sum.bytes_out += step.bytes_out;
            sum.simulated_us += step.simulated_us;
        }
        done.push((rival.name(), sum));
    }
    Ok(done)
}
