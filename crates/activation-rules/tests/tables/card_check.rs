// SPDX-License-Identifier: EUPL-1.2
//! What a check tells: every status of a row, in time and past it, with every verdict on the
//! certificate.

use activation_protocol::messages::CardStanding::{
    self, Active, Blocked, Expired, NotActivated, Replaced, Unknown,
};
use activation_protocol::messages::{CardCheck, CertificateStanding as C};
use activation_rules::{CardRow, CardStatus as S, Trust, check_card};
use time::macros::date;

use crate::world::{START, old_card};

/// Every verdict, and what is told of the certificate.
const VERDICTS: [(Trust, C); 8] = [
    (Trust::Good, C::Good),
    (Trust::ChainInvalid, C::Refused),
    (Trust::NotYetValid, C::NotYetValid),
    (Trust::IssuerUnknown, C::IssuerUnknown),
    (Trust::Expired, C::Expired),
    (Trust::Revoked { hold: true }, C::Suspended),
    (Trust::Revoked { hold: false }, C::Revoked),
    (Trust::CrlStale, C::NotCheckable),
];

/// Every status: what is told until the last day, and after it.
const STATUSES: [(S, CardStanding, CardStanding); 5] = [
    (S::Shipped, NotActivated, Expired),
    (S::Active, Active, Expired),
    (S::Superseded, Replaced, Replaced),
    (S::Blocked, Blocked, Blocked),
    (S::Revoked, Blocked, Blocked),
];

fn row(status: S, not_after: time::Date) -> CardRow {
    CardRow {
        status,
        not_after,
        ..old_card()
    }
}

#[test]
fn each_status_and_each_verdict_has_its_word_in_every_combination() {
    let (today, yesterday) = (date!(2026 - 11 - 23), date!(2026 - 11 - 22));
    for (status, in_time, past) in STATUSES {
        for (trust, certificate) in VERDICTS {
            // A certificate past its day ends the card's days too, as E2 has it.
            let by_both = if trust == Trust::Expired {
                past
            } else {
                in_time
            };
            for (last_day, standing) in [(today, by_both), (yesterday, past)] {
                let told = check_card(Some(&row(status, last_day)), trust, START);
                let expected = CardCheck {
                    standing,
                    certificate,
                };
                assert_eq!(told, expected, "{status:?} until {last_day}, {trust:?}");
            }
        }
    }
}

#[test]
fn of_a_card_the_registry_does_not_know_only_the_certificate_is_told() {
    for (trust, certificate) in VERDICTS {
        let told = check_card(None, trust, START);
        assert_eq!((told.standing, told.certificate), (Unknown, certificate));
    }
}

#[test]
fn the_table_leaves_no_status_out() {
    let listed = STATUSES.map(|(status, ..)| status);
    assert!(S::ALL.iter().all(|status| listed.contains(status)));
    assert_eq!(listed.len(), S::ALL.len());
}
