// SPDX-License-Identifier: EUPL-1.2
//! Data objects never reach beyond their template.
#![no_main]

use cns_card::tlv;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let announced = tlv::announced_length(data);
    let mut rest = data;
    while let Ok((object, next)) = tlv::split_first(rest) {
        assert!(object.value.len() + next.len() < rest.len());
        rest = next;
    }
    if let Ok((_, next)) = tlv::split_first(data) {
        assert_eq!(announced, Ok(data.len() - next.len()));
    }
    if let Some((&tag, template)) = data.split_first() {
        let found = tlv::find(template, tag);
        assert!(found.is_err() || found.is_ok_and(|it| it.is_none_or(|it| it.len() < data.len())));
    }
});
