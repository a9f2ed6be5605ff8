// SPDX-License-Identifier: EUPL-1.2
//! Everything goes well.

use activation_protocol::Outcome;
use activation_protocol::messages::Verb;
use kiosk_session::{Call, Effect, Record, ScreenName, SecretSlot, Statement};

use crate::world::{READER, World};

#[test]
fn a_visit_without_mishaps_ends_with_the_new_card_active() {
    let mut world = World::at(ScreenName::Idle);
    world.go_on();
    assert!(world.totem.session().is_some());
    assert_eq!(world.finish(), Outcome::Completed);
    assert!(world.messages().is_empty());
    world.go_on();
    assert_eq!(world.page(), ScreenName::Idle);
    assert_eq!(world.totem.session(), None);
    assert!(world.did(Effect::Forget));
}

#[test]
fn records_and_effects_come_in_their_order() {
    let mut world = World::at(ScreenName::Idle);
    world.go_on();
    world.finish();
    let records = [
        Record::Open,
        Record::IntentRelease,
        Record::IntentSet,
        Record::Proof,
        Record::Confirmed,
        Record::Closed,
    ];
    assert_eq!(world.records(), records);
    let told: Vec<_> = world
        .effects
        .into_iter()
        .filter(|effect| !matters_not(effect))
        .collect();
    let old_pin = SecretSlot::OldPin;
    assert_eq!(
        told,
        [
            Effect::WipeAll,
            Effect::ReadCard(READER),
            Effect::Call(Call::OpenSession),
            Effect::VerifyPin(READER, old_pin),
            Effect::Wipe(old_pin),
            Effect::Sign(READER, Statement::OldAuth),
            Effect::PowerOff(READER),
            Effect::Call(Call::OldProof { wrong_attempts: 0 }),
            Effect::ReadCard(READER),
            Effect::Call(Call::NewCard),
            Effect::JudgePin,
            Effect::ComparePins,
            Effect::Wipe(SecretSlot::NewPinAgain),
            Effect::Call(Call::Release(Verb::Normal)),
            Effect::SetPin(READER),
            Effect::Wipe(SecretSlot::Issued),
            Effect::VerifyPin(READER, SecretSlot::NewPin),
            Effect::Sign(READER, Statement::NewProof),
            Effect::PowerOff(READER),
            Effect::WipeAll,
            Effect::Call(Call::Confirm),
            Effect::WipeAll,
            Effect::Print(Outcome::Completed),
        ]
    );
}

#[test]
fn a_card_begins_a_visit_as_a_touch_does() {
    let mut world = World::at(ScreenName::Idle);
    world.insert(crate::world::OLD);
    assert_eq!(world.page(), ScreenName::ReadOldCard);
    assert_eq!(world.finish(), Outcome::Completed);
}

fn matters_not(effect: &Effect) -> bool {
    matches!(effect, Effect::Log(_))
}
