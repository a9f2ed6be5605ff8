// SPDX-License-Identifier: EUPL-1.2
//! OpenSC, which knows real cards, judges ours on a real pcscd and vpcd.

mod machine;
mod reader_bench;

use std::fs;
use std::time::{Duration, Instant};

use card_emulator::personalise::Deck;
use machine::own_machine;
use reader_bench::ReaderBench;

#[test]
fn opensc_works_with_a_card_of_2021() {
    own_machine();
    judge(Deck::SamePerson);
}

#[test]
fn opensc_works_with_a_card_of_2012() {
    own_machine();
    judge(Deck::SamePersonAthena);
}

#[test]
fn opensc_sees_a_bank_card_and_no_cns() {
    own_machine();
    let mut bench = ReaderBench::start(Deck::UnknownCard);
    let card = bench.deck.new.clone();
    bench.insert(&card);
    assert!(bench.opensc_tool(&["--atr"]).contains("3b:6e:00:00"));
    bench.refuse("pkcs15-tool", &["--read-certificate", "01"]);
}

#[test]
fn a_card_without_a_chip_cannot_be_powered() {
    own_machine();
    let mut bench = ReaderBench::start(Deck::NewWithoutChip);
    let card = bench.deck.new.clone();
    bench.insert_unpowered(&card);
    assert!(
        bench.opensc_tool(&["--list-readers"]).contains("Yes"),
        "present"
    );
    let printed = bench.refuse("pkcs15-tool", &["--read-certificate", "01"]);
    assert!(printed.contains("Unresponsive card"), "{printed}");
}

fn judge(deck: Deck) {
    let mut bench = ReaderBench::start(deck);
    let card = bench.deck.old.clone();
    bench.insert(&card);
    let pin = card.pin.expect("an old card has a PIN");
    let puk = card.puk.expect("an old card has a PUK");
    it_reads_the_certificate_quickly(&mut bench);
    it_verifies_the_pin(&mut bench, &pin);
    it_changes_the_pin(&mut bench, &pin, "975310");
    it_unblocks_the_pin(&mut bench, &puk, "246801");
    it_signs(&bench, "246801");
    assert_eq!(
        bench
            .opensc_tool(&["--send-apdu", "0084000008"])
            .matches("SW1=0x90")
            .count(),
        1
    );
}

fn it_reads_the_certificate_quickly(bench: &mut ReaderBench) {
    bench.client.reset_counters().expect("resets");
    let start = Instant::now();
    bench.pkcs15(&["--read-certificate", "01", "--output", "certificate.pem"]);
    let took = start.elapsed();
    let apdus = bench.client.status().expect("answers").counters.apdus;
    assert!((40..=80).contains(&apdus), "{apdus} APDUs");
    // Over three seconds if each APDU waited for a delayed acknowledgement.
    assert!(
        took < Duration::from_millis(1500),
        "{took:?} for {apdus} APDUs"
    );
    let der = [
        "x509",
        "-in",
        "certificate.pem",
        "-outform",
        "DER",
        "-out",
        "certificate.der",
    ];
    bench.run("openssl", &der);
    let read = fs::read(bench.file("certificate.der")).expect("a certificate");
    let issued = bench
        .dir()
        .join(&bench.deck.old.dir)
        .join("certificate.der");
    assert_eq!(read, fs::read(issued).expect("a certificate"));
}

fn it_verifies_the_pin(bench: &mut ReaderBench, pin: &str) {
    bench.refuse_pkcs15(&["--verify-pin", "--auth-id", "01", "--pin", "000000"]);
    assert_eq!(bench.client.status().expect("answers").pin_tries, Some(2));
    bench.pkcs15(&["--verify-pin", "--auth-id", "01", "--pin", pin]);
    assert_eq!(bench.client.status().expect("answers").pin_tries, Some(3));
}

fn it_changes_the_pin(bench: &mut ReaderBench, old: &str, new: &str) {
    bench.pkcs15(&[
        "--change-pin",
        "--auth-id",
        "01",
        "--pin",
        old,
        "--new-pin",
        new,
    ]);
    bench.refuse_pkcs15(&["--verify-pin", "--auth-id", "01", "--pin", old]);
    bench.pkcs15(&["--verify-pin", "--auth-id", "01", "--pin", new]);
}

fn it_unblocks_the_pin(bench: &mut ReaderBench, puk: &str, new: &str) {
    for _ in 0..3 {
        bench.refuse_pkcs15(&["--verify-pin", "--auth-id", "01", "--pin", "000000"]);
    }
    assert_eq!(bench.client.status().expect("answers").pin_tries, Some(0));
    bench.pkcs15(&[
        "--unblock-pin",
        "--auth-id",
        "01",
        "--puk",
        puk,
        "--new-pin",
        new,
    ]);
    bench.pkcs15(&["--verify-pin", "--auth-id", "01", "--pin", new]);
}

fn it_signs(bench: &ReaderBench, pin: &str) {
    fs::write(bench.file("message"), "ciao").expect("writes");
    let sign = [
        "--login",
        "--pin",
        pin,
        "--sign",
        "--id",
        "01",
        "-m",
        "SHA256-RSA-PKCS",
    ];
    let files = ["--input-file", "message", "--output-file", "signature"];
    bench.run("pkcs11-tool", &[&sign[..], &files].concat());
    bench.run(
        "openssl",
        &[
            "x509",
            "-in",
            "certificate.pem",
            "-pubkey",
            "-noout",
            "-out",
            "key",
        ],
    );
    let verify = [
        "dgst",
        "-sha256",
        "-verify",
        "key",
        "-signature",
        "signature",
        "message",
    ];
    assert!(bench.run("openssl", &verify).contains("Verified OK"));
}
