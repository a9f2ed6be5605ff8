// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card put in first is upside down, or none that can be used here.

use card_emulator::control::Request;
use card_emulator::personalise::Deck;

use crate::matrix::fault::{Deed, Fault, Kind, Moment};

pub(super) fn rows() -> Vec<Fault> {
    vec![
        mute("mute-once", "upside down, then turned").later(
            Moment::OldCard,
            2,
            Deed::Ask(Request::Mute { on: false }),
        ),
        mute("mute-thrice", "upside down three times").ends("O19"),
        row("bank-card", "a bank card", Deck::UnknownCard).ends("O18"),
        row(
            "contactless-atr",
            "only the ATR of a contactless side",
            Deck::ContactlessAtr,
        )
        .ends("O18"),
        row(
            "no-certificate",
            "a chip without certificate",
            Deck::NoCertificate,
        )
        .ends("O18"),
        row("other-region", "another region's CNS", Deck::OtherRegion).ends("O17"),
        row("staff-card", "an operator's CNS", Deck::StaffCard).ends("O17"),
        garbage("garbage-personal-data", "dati-personali.bin"),
        garbage("garbage-certificate", "certificate.der"),
    ]
}

fn row(name: &str, words: &str, deck: Deck) -> Fault {
    Fault::new(Kind::OtherCard, name, words).of(deck)
}

fn mute(name: &str, words: &str) -> Fault {
    let mute = Deed::Ask(Request::Mute { on: true });
    row(name, words, Deck::SamePerson).at(Moment::OldCard, mute)
}

fn garbage(name: &str, file: &'static str) -> Fault {
    let what = match file {
        "certificate.der" => "certificate",
        _ => "Dati_personali",
    };
    row(name, &format!("noise in the {what} file"), Deck::SamePerson)
        .at(Moment::OldCard, Deed::Spoil(file))
        .ends("O19")
}
