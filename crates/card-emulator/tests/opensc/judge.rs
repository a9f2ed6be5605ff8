// SPDX-License-Identifier: EUPL-1.2
//! What OpenSC's tools do with a CNS, from its name to a PUK that is used up.

use std::fs;
use std::time::{Duration, Instant};

use super::reader_bench::ReaderBench;

/// A card of one generation in a reader, and its codes as they are now.
pub(crate) struct Judge {
    pub(crate) bench: ReaderBench,
    pin: String,
    puk: String,
}

impl Judge {
    /// An old card of this generation, inserted.
    pub(crate) fn of(generation: &str) -> Self {
        let mut bench = ReaderBench::of_generation(generation);
        let card = bench.deck.old.clone();
        assert_eq!(card.generation, generation);
        bench.insert(&card);
        Self {
            bench,
            pin: card.pin.expect("an old card has a PIN"),
            puk: card.puk.expect("an old card has a PUK"),
        }
    }

    pub(crate) fn does_everything(mut self) {
        self.names_the_card();
        self.reads_the_certificate_quickly();
        self.dumps_the_objects();
        self.verifies_the_pin();
        self.changes_the_pin("975310");
        self.signs_what_openssl_verifies();
        self.unblocks_the_pin("246801");
        self.signs_what_openssl_verifies();
        self.blocks_the_puk();
    }

    fn names_the_card(&self) {
        let name = self.bench.opensc_tool(&["--name"]);
        assert!(name.contains("CNS card"), "{name}");
    }

    fn reads_the_certificate_quickly(&mut self) {
        self.bench.client.reset_counters().expect("resets");
        let start = Instant::now();
        let file = ["--output", "certificate.pem"];
        let read = ["--read-certificate", "01"];
        self.bench.pkcs15(&[&read[..], &file].concat());
        let took = start.elapsed();
        let apdus = self.bench.client.status().expect("answers").counters.apdus;
        assert!((40..=80).contains(&apdus), "{apdus} APDUs");
        // Over three seconds if each APDU waited for a delayed acknowledgement.
        assert!(
            took < Duration::from_millis(1500),
            "{took:?} for {apdus} APDUs"
        );
        let der = "x509 -in certificate.pem -outform DER -out certificate.der";
        self.bench.run("openssl", &words(der));
        let read = fs::read(self.bench.file("certificate.der")).expect("a certificate");
        let card = self.bench.dir().join(&self.bench.deck.old.dir);
        let issued = fs::read(card.join("certificate.der")).expect("a certificate");
        assert_eq!(read, issued);
    }

    fn dumps_the_objects(&self) {
        let dump = self.bench.pkcs15(&["--dump"]);
        for found in [
            "PIN [PIN CNS0]",
            "X.509 Certificate [CNS0]",
            "Private RSA Key [CNS0]",
            "EF_DatiPersonali",
        ] {
            assert!(dump.contains(found), "no {found}: {dump}");
        }
        let holder = &self.bench.deck.holder;
        let label = format!("{} {}", holder.name, holder.surname);
        assert!(dump.contains(&label), "no {label}: {dump}");
    }

    fn verifies_the_pin(&mut self) {
        let said = self
            .bench
            .refuse_pkcs15(&words("--verify-pin --auth-id 01 --pin 000000"));
        assert!(said.contains("PIN code or key incorrect"), "{said}");
        assert_eq!(self.bench.tries(), [Some(2), Some(3)]);
        self.verify();
        assert_eq!(self.bench.tries(), [Some(3), Some(3)]);
    }

    fn changes_the_pin(&mut self, new: &str) {
        let old = std::mem::replace(&mut self.pin, new.to_owned());
        let change = format!("--change-pin --auth-id 01 --pin {old} --new-pin {new}");
        self.bench.pkcs15(&words(&change));
        let again = format!("--verify-pin --auth-id 01 --pin {old}");
        self.bench.refuse_pkcs15(&words(&again));
        self.verify();
    }

    fn unblocks_the_pin(&mut self, new: &str) {
        for _ in 0..3 {
            self.bench
                .refuse_pkcs15(&words("--verify-pin --auth-id 01 --pin 000000"));
        }
        assert_eq!(self.bench.tries(), [Some(0), Some(3)]);
        let right = format!("--verify-pin --auth-id 01 --pin {}", self.pin);
        let said = self.bench.refuse_pkcs15(&words(&right));
        assert!(said.contains("Authentication method blocked"), "{said}");
        new.clone_into(&mut self.pin);
        let unblock = format!(
            "--unblock-pin --auth-id 01 --puk {} --new-pin {new}",
            self.puk
        );
        self.bench.pkcs15(&words(&unblock));
        assert_eq!(self.bench.tries(), [Some(3), Some(3)]);
        self.verify();
    }

    fn blocks_the_puk(&mut self) {
        let wrong = "--unblock-pin --auth-id 01 --puk 00000000 --new-pin 135790";
        for left in [2, 1, 0] {
            self.bench.refuse_pkcs15(&words(wrong));
            assert_eq!(self.bench.tries(), [Some(3), Some(left)]);
        }
        self.verify();
    }

    fn signs_what_openssl_verifies(&self) {
        fs::write(self.bench.file("message"), "ciao").expect("writes");
        let sign = format!(
            "--login --pin {} --sign --id 01 -m SHA256-RSA-PKCS \
             --input-file message --output-file signature",
            self.pin
        );
        self.bench.run("pkcs11-tool", &words(&sign));
        let key = "x509 -in certificate.pem -pubkey -noout -out key";
        self.bench.run("openssl", &words(key));
        let verify = "dgst -sha256 -verify key -signature signature message";
        let said = self.bench.run("openssl", &words(verify));
        assert!(said.contains("Verified OK"), "{said}");
    }

    fn verify(&self) {
        let verify = format!("--verify-pin --auth-id 01 --pin {}", self.pin);
        self.bench.pkcs15(&words(&verify));
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}
