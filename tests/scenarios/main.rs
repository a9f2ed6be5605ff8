// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! One program for all incidents: they link once and run side by side.

mod active_card_is_checked;
mod backend_down_before_pin;
mod backend_is_an_impostor;
mod bank_card_instead_of_new_card;
mod bank_card_is_checked;
mod card_is_checked_offline;
mod card_is_checked_without_pin;
mod card_is_pulled_from_a_check;
mod card_never_activated_is_checked;
mod card_of_another_region_is_checked;
mod chip_without_certificate_is_checked;
mod clock_is_wrong;
mod configuration_is_wrong;
mod expired_card_is_checked;
mod garbage_on_the_card;
mod import_file_is_malformed;
mod journal_is_broken;
mod network_lost_before_confirm;
mod new_card_of_somebody_else;
mod new_card_put_in_first;
mod new_card_without_chip;
mod nothing_personal_is_left;
mod old_card_activated_as_minor;
mod old_card_answers_contactless;
mod old_card_expired;
mod old_card_never_activated;
mod old_card_of_an_operator;
mod old_card_of_another_region;
mod old_card_pin_blocked;
mod old_card_revoked;
mod old_card_without_certificate;
mod paper_is_out;
mod power_cut_between_pin_and_proof;
mod printer_unplugged;
mod reader_unplugged;
mod revoked_card_is_checked;
mod same_person_has_both_cards;
mod staff_card_is_checked;
mod totem_misses_what_it_needs;
mod touches_are_nonsense;
mod two_readers;
mod wrong_pin_is_checked;
mod wrong_pin_twice;

/// Both glasses, with the words the demo has for them.
const GLASSES: [&str; 2] = ["text", "slint"];
