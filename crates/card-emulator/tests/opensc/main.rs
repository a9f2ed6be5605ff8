// SPDX-License-Identifier: EUPL-1.2
//! OpenSC, which knows real cards, judges ours on a real pcscd and vpcd.

mod judge;
mod machine;
mod reader_bench;

use card_emulator::personalise::Deck;
use judge::Judge;
use machine::own_machine;
use reader_bench::ReaderBench;

#[test]
fn opensc_does_everything_with_a_card_of_athena() {
    own_machine();
    Judge::of("athena10").does_everything();
}

#[test]
fn opensc_does_everything_with_a_card_of_incard() {
    own_machine();
    Judge::of("incard10").does_everything();
}

#[test]
fn opensc_does_everything_with_a_card_of_siemens() {
    own_machine();
    Judge::of("cardos10").does_everything();
}

#[test]
fn opensc_does_everything_with_a_card_of_oberthur() {
    own_machine();
    Judge::of("oberthur10").does_everything();
}

#[test]
fn opensc_does_everything_with_a_card_of_st_of_2021() {
    own_machine();
    Judge::of("st11").does_everything();
}

/// OpenSC 0.23 looks for the certificate only where older cards have it.
#[test]
fn opensc_reads_a_card_of_idemia_of_2021_but_finds_no_certificate() {
    own_machine();
    let bench = Judge::of("idemia21").bench;
    assert!(bench.opensc_tool(&["--name"]).contains("CNS card"));
    let dump = bench.pkcs15(&["--dump"]);
    assert!(dump.contains(&bench.deck.old.id_carta), "{dump}");
    let said = bench.refuse_pkcs15(&["--read-certificate", "01"]);
    assert!(said.contains("not found"), "{said}");
}

/// OpenSC 0.23 selects no application of a CNS, and the files of this one are all in one.
#[test]
fn opensc_names_a_card_of_2025_and_can_do_nothing_with_it() {
    own_machine();
    let bench = Judge::of("ace25").bench;
    assert!(bench.opensc_tool(&["--name"]).contains("CNS card"));
    let said = bench.refuse_pkcs15(&["--read-certificate", "01"]);
    assert!(said.contains("Unsupported card"), "{said}");
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
