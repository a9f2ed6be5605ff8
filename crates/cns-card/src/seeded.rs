// SPDX-License-Identifier: EUPL-1.2
//! The same random cases on every machine and every day.

use proptest::test_runner::{Config, RngSeed};

/// 256 cases from a fixed seed; nothing is written beside the sources.
pub(crate) fn cases() -> Config {
    Config {
        rng_seed: RngSeed::Fixed(0x434E_5320),
        failure_persistence: None,
        ..Config::default()
    }
}
