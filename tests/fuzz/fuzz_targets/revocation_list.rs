// SPDX-License-Identifier: EUPL-1.2
//! Revocation lists as anybody writes them, and as an authority would sign them.
#![no_main]

use cns_pki::{Anchor, Policy, RevocationList};
use fuzz::authority::{CARD, NOW, anchors, lists, signed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&how, content)) = data.split_first() else {
        return;
    };
    let der = if how & 1 == 0 {
        content.to_vec()
    } else {
        signed(content)
    };
    let anchors = anchors(false);
    let Ok(list) = RevocationList::parse(&der, anchors) else {
        return;
    };
    assert_eq!(Some(list.anchor()), anchors.iter().map(Anchor::id).next());
    let mut lists = lists().clone();
    let _ = lists.take(list.clone());
    assert!(
        lists.take(list).is_err()
            || lists
                .age(anchors.iter().next().expect("one").id(), NOW)
                .is_some()
    );
    let _ = anchors.judge(CARD, &lists, &Policy::default(), NOW);
});
