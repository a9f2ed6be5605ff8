// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! One figure: the median of some runs, its goal, and what rivals need for the same.

use serde::Serialize;

/// A measured figure. Less is better for all of them.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// In which unit.
    pub unit: &'static str,
    /// Median of the runs.
    pub value: f64,
    /// The most it should be.
    pub goal: Option<f64>,
    /// Those who did the same beside it, or cannot.
    pub rivals: Vec<Rival>,
    /// The least that each ratio should be.
    pub goal_ratio: Option<f64>,
    /// Each run.
    pub runs: Vec<f64>,
    /// How exactly it was measured, where the name does not say it.
    pub definition: Option<&'static str>,
}

/// Somebody else, measured in the same run.
#[derive(Clone, Debug, Serialize)]
pub struct Rival {
    /// Who.
    pub name: String,
    /// Median of its runs; none where it cannot do it at all.
    pub value: Option<f64>,
    /// Its value by ours; none where either is missing or ours is 0.
    pub ratio: Option<f64>,
    /// Each run.
    pub runs: Vec<f64>,
}

impl Figure {
    /// The median of at least one run.
    pub fn new(name: impl Into<String>, unit: &'static str, runs: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            unit,
            value: median(&runs),
            goal: None,
            rivals: Vec::new(),
            goal_ratio: None,
            runs,
            definition: None,
        }
    }

    /// Its goal.
    #[must_use]
    pub fn at_most(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self
    }

    /// A rival of the same run; one without runs cannot do it.
    #[must_use]
    pub fn beside(mut self, name: impl Into<String>, runs: Vec<f64>) -> Self {
        let value = Some(median(&runs)).filter(|_| !runs.is_empty());
        let ratio = value.filter(|_| self.value > 0.0);
        self.rivals.push(Rival {
            name: name.into(),
            value,
            ratio: ratio.map(|theirs| theirs / self.value),
            runs,
        });
        self
    }

    /// How many times less than the rival's it should be.
    #[must_use]
    pub fn times_less(mut self, factor: f64) -> Self {
        self.goal_ratio = Some(factor);
        self
    }

    /// How exactly it was measured.
    #[must_use]
    pub fn defined(mut self, definition: &'static str) -> Self {
        self.definition = Some(definition);
        self
    }

    /// Whether it has a goal and misses it.
    #[must_use]
    pub fn misses(&self) -> bool {
        let too_much = self.goal.is_some_and(|goal| self.value > goal);
        let mut ratios = self.rivals.iter().filter_map(|rival| rival.ratio);
        let too_near = self
            .goal_ratio
            .is_some_and(|goal| ratios.any(|ratio| ratio < goal));
        too_much || too_near
    }
}

/// Not a number for no runs.
fn median(runs: &[f64]) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match (sorted.get(middle), sorted.len() % 2) {
        (Some(upper), 0) => sorted
            .get(middle - 1)
            .map_or(*upper, |lower| (lower + upper) / 2.0),
        (Some(value), _) => *value,
        (None, _) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_is_the_median() {
        assert_eq!(Figure::new("a", "ms", vec![9.0, 1.0, 2.0]).value, 2.0);
        assert_eq!(Figure::new("a", "ms", vec![4.0, 1.0]).value, 2.5);
    }

    #[test]
    fn a_goal_is_missed_by_too_much_or_by_too_little_distance() {
        let figure = || Figure::new("a", "MB", vec![40.0]).beside("Chromium", vec![380.0]);
        assert!(!figure().misses());
        assert!(!figure().at_most(40.0).times_less(9.0).misses());
        assert!(figure().at_most(39.9).misses());
        assert!(figure().times_less(10.0).misses());
    }

    #[test]
    fn who_cannot_do_it_is_no_rival_to_be_far_from() {
        let figure = Figure::new("a", "APDUs", vec![9.0]).beside("OpenSC", Vec::new());
        assert_eq!(figure.rivals[0].value, None);
        assert!(!figure.times_less(2.0).misses());
    }

    #[test]
    fn nothing_is_any_number_of_times_less_than_something() {
        let figure = Figure::new("a", "%", vec![0.0]).beside("Chromium", vec![0.5]);
        assert_eq!(figure.rivals[0].ratio, None);
        assert!(!figure.at_most(0.0).times_less(5.0).misses());
    }
}
