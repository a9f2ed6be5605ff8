// SPDX-License-Identifier: EUPL-1.2
//! What happens at a totem, one file an incident, driven through `step` as a driver would.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a person does the same on most pages"
)]

#[path = "incidents/blocked_pin.rs"]
mod blocked_pin;
#[path = "incidents/cancel.rs"]
mod cancel;
#[path = "incidents/check_nobody_there.rs"]
mod check_nobody_there;
#[path = "incidents/check_odd_card.rs"]
mod check_odd_card;
#[path = "incidents/check_pulled_card.rs"]
mod check_pulled_card;
#[path = "incidents/check_swapped_card.rs"]
mod check_swapped_card;
#[path = "incidents/check_unwell_totem.rs"]
mod check_unwell_totem;
#[path = "incidents/check_with_pin.rs"]
mod check_with_pin;
#[path = "incidents/check_without_pin.rs"]
mod check_without_pin;
#[path = "incidents/check_without_service.rs"]
mod check_without_service;
#[path = "incidents/check_wrong_pin.rs"]
mod check_wrong_pin;
#[path = "incidents/faults.rs"]
mod faults;
#[path = "incidents/hanging_card.rs"]
mod hanging_card;
#[path = "incidents/happy_path.rs"]
mod happy_path;
#[path = "incidents/interrupted_boot.rs"]
mod interrupted_boot;
#[path = "incidents/late_answer.rs"]
mod late_answer;
#[path = "incidents/network_lost.rs"]
mod network_lost;
#[path = "incidents/nobody_there.rs"]
mod nobody_there;
#[path = "incidents/printer_failure.rs"]
mod printer_failure;
#[path = "incidents/pulled_card.rs"]
mod pulled_card;
#[path = "incidents/resume.rs"]
mod resume;
#[path = "incidents/torn_write.rs"]
mod torn_write;
#[path = "incidents/two_readers.rs"]
mod two_readers;
#[path = "incidents/world.rs"]
mod world;
#[path = "incidents/wrong_card.rs"]
mod wrong_card;
#[path = "incidents/wrong_pin.rs"]
mod wrong_pin;
