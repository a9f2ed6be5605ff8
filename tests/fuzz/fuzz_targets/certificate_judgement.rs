// SPDX-License-Identifier: EUPL-1.2
//! Certificates as anybody writes them, and as an authority would sign them.
#![no_main]

use cns_card::CardCertificate;
use cns_pki::{Judgement, Policy};
use fuzz::authority::{NOW, anchors, lists, signed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&how, content)) = data.split_first() else {
        return;
    };
    // An authority signs only a part of what it is asked, as signing takes its time.
    let der = if how & 1 == 0 {
        content.to_vec()
    } else {
        signed(content)
    };
    let anchors = anchors(how & 2 != 0);
    let judgement = anchors.judge(&der, lists(), &Policy::default(), NOW);
    if let Judgement::Accepted(_) = judgement {
        let certificate = CardCertificate::parse(&der).expect("an accepted one is a card's");
        assert!(certificate.modulus_len() >= 256);
    }
});
