// SPDX-License-Identifier: EUPL-1.2
//! Who issued a card, by the number in EF.ID_Carta.

use activation_protocol::IdCarta;

/// The Region or autonomous Province that issued a regional card, as Italians write its name.
///
/// `None` for national cards, cards of other bodies, and codes this kiosk does not know: such a
/// card may well be valid.
#[must_use]
pub fn issuer_name(id_carta: IdCarta) -> Option<&'static str> {
    let (kind, code) = id_carta.issuer().split_at(1);
    if !REGIONAL.contains(&kind) {
        return None;
    }
    known().find_map(|(known, name)| (known == code).then_some(name))
}

fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = ISSUERS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

/// First digits of a citizen's and of an operator's regional card.
const REGIONAL: [&str; 2] = ["6", "9"];
const ISSUERS: &str = include_str!("../../data/issuers.txt");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The number with its Luhn digit, which is found by trying.
    fn card(first_fifteen: &str) -> IdCarta {
        (0..10)
            .find_map(|check| IdCarta::parse(&format!("{first_fifteen}{check}")).ok())
            .expect("one digit of ten is right")
    }

    #[test]
    fn a_regional_card_names_its_region() {
        assert_eq!(issuer_name(card("609000000000100")), Some("Toscana"));
        assert_eq!(issuer_name(card("612000000000100")), Some("Lazio"));
        assert_eq!(issuer_name(card("909000000000100")), Some("Toscana"));
        let bolzano = issuer_name(card("604100000000100"));
        assert_eq!(bolzano, Some("Provincia autonoma di Bolzano"));
    }

    #[test]
    fn other_cards_name_none() {
        for number in [
            "509000000000100",
            "709000000000100",
            "809000000000100",
            "600100000000100",
            "621000000000100",
        ] {
            assert_eq!(issuer_name(card(number)), None, "{number}");
        }
    }

    #[test]
    fn nineteen_regions_and_two_provinces_are_listed_once() {
        let codes: BTreeSet<_> = known().map(|(code, _)| code).collect();
        let names: BTreeSet<_> = known().map(|(_, name)| name).collect();
        assert_eq!((codes.len(), names.len(), known().count()), (21, 21, 21));
        let digits = |code: &&str| code.len() == 3 && code.bytes().all(|c| c.is_ascii_digit());
        assert!(codes.iter().all(digits));
    }
}
