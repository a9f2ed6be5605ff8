// SPDX-License-Identifier: EUPL-1.2
//! The list of pinned authorities, and the certificates it names.
#![no_main]

use cns_pki::{Anchor, AnchorList, Anchors};
use fuzz::authority::AUTHORITY;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = Anchor::new(data, None, None);
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(list) = AnchorList::parse(text) else {
        return;
    };
    let written = list.to_toml().expect("what was read can be written");
    assert_eq!(AnchorList::parse(&written).ok().as_ref(), Some(&list));
    let _ = Anchors::load(&list, |_| Ok(AUTHORITY.to_vec()));
});
