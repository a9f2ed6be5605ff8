// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a program and all its children take of memory and processor, as the kernel counts it.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

/// Linux counts processor time for programs in hundredths of a second, everywhere.
const TICKS_A_SECOND: f64 = 100.0;

/// What `/proc/PID/stat` says of a process.
struct Stat {
    parent: u32,
    ticks: u64,
}

/// Proportional memory of the tree, MB (10^6 bytes), and how many processes it has.
pub(super) fn memory(root: u32) -> Result<(f64, usize)> {
    let tree = tree(root)?;
    let kib: u64 = tree.keys().map(|process| pss_kib(*process)).sum();
    ensure!(kib > 0, "the memory of process {root} cannot be read");
    Ok((kib as f64 * 1024.0 / 1e6, tree.len()))
}

/// Processor time of the tree while somebody waits, in percent of one core.
pub(super) fn processor(root: u32, time: Duration) -> Result<f64> {
    let before = tree(root)?;
    let start = Instant::now();
    std::thread::sleep(time);
    let (after, seconds) = (tree(root)?, start.elapsed().as_secs_f64());
    let since = |(process, stat): (&u32, &Stat)| {
        let earlier = before.get(process).map_or(0, |stat| stat.ticks);
        stat.ticks.saturating_sub(earlier)
    };
    let ticks: u64 = after.iter().map(since).sum();
    Ok(ticks as f64 / TICKS_A_SECOND / seconds * 100.0)
}

fn tree(root: u32) -> Result<BTreeMap<u32, Stat>> {
    let mut others = everybody()?;
    let first = others.remove(&root).context("the program has ended")?;
    let mut tree = BTreeMap::from([(root, first)]);
    loop {
        let is_child = |_: &u32, stat: &mut Stat| tree.contains_key(&stat.parent);
        let children: BTreeMap<_, _> = others.extract_if(.., is_child).collect();
        if children.is_empty() {
            return Ok(tree);
        }
        tree.extend(children);
    }
}

fn everybody() -> Result<BTreeMap<u32, Stat>> {
    let mut everybody = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // It may end while we look.
        let text = fs::read_to_string(format!("/proc/{process}/stat"));
        if let Some(stat) = text.ok().and_then(|text| Stat::parse(&text)) {
            everybody.insert(process, stat);
        }
    }
    Ok(everybody)
}

impl Stat {
    /// proc(5): the name in parentheses may hold anything; after it fields 3 and on.
    fn parse(text: &str) -> Option<Self> {
        let (_, fields) = text.rsplit_once(')')?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let number = |field: usize| fields.get(field - 3)?.parse::<u64>().ok();
        Some(Self {
            parent: u32::try_from(number(4)?).ok()?,
            ticks: number(14)? + number(15)?,
        })
    }
}

fn pss_kib(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let value = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    value.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses_and_blanks_does_not_confuse() {
        let text = "7 (a) b (c) S 3 7 7 0 -1 4194304 1 0 0 0 25 17 0 0 20 0 1 0 1";
        let stat = Stat::parse(text).expect("a process");
        assert_eq!((stat.parent, stat.ticks), (3, 42));
    }

    #[test]
    fn this_test_has_memory() {
        let (memory, processes) = memory(std::process::id()).expect("it runs");
        assert!(memory > 0.1 && processes >= 1);
    }
}
