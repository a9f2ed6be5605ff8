// SPDX-License-Identifier: EUPL-1.2
//! Recognition by answer to reset, historical bytes, and how an unknown one is told.
#![no_main]

use std::sync::OnceLock;

use cns_card::profile::historical_bytes;
use cns_card::{Profiles, Recognition};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Some(historical) = historical_bytes(data) {
        assert!(historical.len() <= 15);
        assert!(
            data.windows(historical.len().max(1))
                .any(|it| it == historical)
                || historical.is_empty()
        );
    }
    let profiles = BUILTIN.get_or_init(Profiles::builtin);
    if let Recognition::Known(profile) = profiles.recognise(data) {
        assert!(profile.atr.iter().any(|pattern| pattern.matches(data)));
    }
});

static BUILTIN: OnceLock<Profiles> = OnceLock::new();
