// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What can happen to a person at a totem: one file a scenario, most named as their deck of cards.

mod activated_as_minor;
mod backend_down_before_pin;
mod broken_journal;
mod check_active_card;
mod check_card_pulled;
mod check_expired;
mod check_not_activated;
mod check_offline;
mod check_other_region;
mod check_revoked;
mod check_staff_card;
mod check_unknown_card;
mod check_without_certificate;
mod check_without_pin;
mod check_wrong_pin;
mod garbage_on_card;
mod generation_from_backend;
mod generation_from_inbox;
mod impostor_backend;
mod network_lost_before_confirm;
mod new_card_first;
mod new_generation;
mod new_without_chip;
mod no_printer;
mod no_reader;
mod old_contactless;
mod old_expired;
mod old_never_activated;
mod old_other_region;
mod old_revoked;
mod old_staff_card;
mod old_without_certificate;
mod overheard;
mod pin_blocked;
mod power_cut_after_pin_set;
mod printer_out_of_paper;
mod same_person;
mod two_people;
mod two_readers;
mod unknown_card;
mod wrong_clock;
mod wrong_pin_twice;

use anyhow::Result;
use card_emulator::personalise::Deck;

use crate::story::Story;

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: &'static str,
    /// Its cards.
    pub deck: Deck,
    /// How the last visit must end on the screen; `None` when there is no visit.
    pub outcome: Option<&'static str>,
    /// What the person and the world do. Fails when the totem does something else.
    pub play: fn(&mut Story) -> Result<()>,
}

impl Scenario {
    /// All of them.
    pub const ALL: [Self; 41] = [
        same_person::SCENARIO,
        two_people::SCENARIO,
        old_expired::SCENARIO,
        old_never_activated::SCENARIO,
        old_revoked::SCENARIO,
        old_other_region::SCENARIO,
        old_staff_card::SCENARIO,
        old_without_certificate::SCENARIO,
        old_contactless::SCENARIO,
        activated_as_minor::SCENARIO,
        wrong_pin_twice::SCENARIO,
        pin_blocked::SCENARIO,
        new_card_first::SCENARIO,
        new_without_chip::SCENARIO,
        unknown_card::SCENARIO,
        backend_down_before_pin::SCENARIO,
        network_lost_before_confirm::SCENARIO,
        printer_out_of_paper::SCENARIO,
        power_cut_after_pin_set::SCENARIO,
        no_reader::SCENARIO,
        no_printer::SCENARIO,
        broken_journal::SCENARIO,
        impostor_backend::SCENARIO,
        garbage_on_card::SCENARIO,
        overheard::SCENARIO,
        wrong_clock::SCENARIO,
        two_readers::SCENARIO,
        check_active_card::SCENARIO,
        check_without_pin::SCENARIO,
        check_expired::SCENARIO,
        check_not_activated::SCENARIO,
        check_revoked::SCENARIO,
        check_other_region::SCENARIO,
        check_staff_card::SCENARIO,
        check_without_certificate::SCENARIO,
        check_unknown_card::SCENARIO,
        check_wrong_pin::SCENARIO,
        check_offline::SCENARIO,
        check_card_pulled::SCENARIO,
        generation_from_inbox::SCENARIO,
        generation_from_backend::SCENARIO,
    ];

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| scenario.name == name)
    }
}
