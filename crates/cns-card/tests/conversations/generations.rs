// SPDX-License-Identifier: EUPL-1.2
//! The generations as a card sees itself, written down apart from the kiosk's profiles.

use cns_card::profile::Hex;

use crate::script::{ATHENA10, ST11};

/// What one generation has where.
pub(crate) struct Generation {
    pub(crate) name: &'static str,
    pub(crate) atr: &'static str,
    /// Application the identity files are in; empty on cards with one application.
    pub(crate) cns: &'static str,
    /// Application the certificate is in.
    pub(crate) certificate_application: &'static str,
    pub(crate) certificate_path: &'static str,
    pub(crate) pin_reference: u8,
    pub(crate) key_reference: u8,
    /// Where the key is found; empty for anywhere.
    pub(crate) key_directory: &'static str,
    pub(crate) modulus: usize,
    /// Commands to identify it, to read it whole, and until it has signed.
    pub(crate) budget: [usize; 3],
}

const CNS: &str = "A000000530000B104001021A";
const ESIGN: &str = "A000000530455349474E";

const PLAIN: Generation = Generation {
    name: "",
    atr: "",
    cns: "",
    certificate_application: "",
    certificate_path: "11001101",
    pin_reference: 0x10,
    key_reference: 0x01,
    key_directory: "",
    modulus: 128,
    budget: [4, 10, 15],
};

pub(crate) const ALL: [Generation; 7] = [
    Generation {
        name: "athena10",
        atr: "3BDF18008131FE7D006B150C0181011101434E53103180E8",
        ..PLAIN
    },
    Generation {
        name: "incard10",
        atr: "3BFF1800FF8131FE55006B02090303010101434E531031809D",
        pin_reference: 0x90,
        budget: [4, 10, 14],
        ..PLAIN
    },
    Generation {
        name: "st11",
        atr: "3BFF1800FF8131FE55006B02091617011101434E531131808D",
        pin_reference: 0x90,
        modulus: 256,
        budget: [4, 10, 14],
        ..PLAIN
    },
    Generation {
        name: "oberthur10",
        atr: "3BFF1800008131FE45006B05051017012101434E531031805E",
        ..PLAIN
    },
    Generation {
        name: "idemia21",
        atr: "3BFF1800008131FE45006B0505200001F101434E53103180A9",
        certificate_path: "140090012002",
        key_reference: 0x02,
        key_directory: "14009002",
        modulus: 256,
        budget: [4, 10, 16],
        ..PLAIN
    },
    Generation {
        name: "cardos10",
        atr: "3BFF1800FFC10A31FE55006B0508C80C011101434E5310318005",
        ..PLAIN
    },
    Generation {
        name: "ace25",
        atr: "3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D",
        cns: CNS,
        certificate_application: ESIGN,
        certificate_path: "DA01C001",
        modulus: 256,
        budget: [5, 12, 17],
        ..PLAIN
    },
];

impl Generation {
    pub(crate) fn atr(&self) -> Vec<u8> {
        Hex::parse(self.atr).expect("the table is in hexadecimal").0
    }

    /// The fixture with a key of this length.
    pub(crate) fn certificate(&self) -> &'static [u8] {
        if self.modulus == 128 { ATHENA10 } else { ST11 }
    }

    /// The fixture key's signature over the fixture statement.
    pub(crate) fn signature(&self) -> &'static [u8] {
        if self.modulus == 128 {
            include_bytes!("../fixtures/athena10.signature.bin")
        } else {
            include_bytes!("../fixtures/st11.signature.bin")
        }
    }
}
