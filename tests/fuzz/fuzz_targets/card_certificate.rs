// SPDX-License-Identifier: EUPL-1.2
//! EF.C_Carta: X.509, the common name, the key; and what is done with them.
#![no_main]

use cns_card::CardCertificate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(certificate) = CardCertificate::parse(data) else {
        return;
    };
    let der = certificate.der();
    assert_eq!(CardCertificate::encoded_length(data), Ok(der.len()));
    assert!(data.starts_with(der));
    assert!(certificate.modulus_len() <= der.len());
    assert!(certificate.verify(b"statement", &[0; 256]).is_err());
    let _ = (
        certificate.id(),
        certificate.not_after(),
        certificate.id_carta(),
    );
});
