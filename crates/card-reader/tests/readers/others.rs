// SPDX-License-Identifier: EUPL-1.2
//! Other processes that want the same card.

use std::ffi::CString;
use std::sync::mpsc::channel;
use std::time::Duration;

use cns_card::{CardChannel, ChannelError, read_identity};
use pcsc::{Card, Context, Disposition, Error, Protocols, Scope, ShareMode};

use crate::world::{PATIENCE, VIRTUAL, Which, World};

const BUDGET: Duration = Duration::from_millis(500);

#[test]
fn nobody_else_gets_at_a_card_that_is_held() {
    let world = World::new();
    world.insert(0, Which::Old);
    world.inserted(0);
    assert_eq!(world.run(0, |_| ()), Ok(()));
    for mode in [ShareMode::Shared, ShareMode::Exclusive, ShareMode::Direct] {
        let other = other_process(mode);
        assert_eq!(other.err(), Some(Error::SharingViolation), "{mode:?}");
    }
    world.readers.power_off(0);
    // The queue is in order: this job ends after the power is off, and holds the card again.
    assert_eq!(world.run(0, |_| ()), Ok(()));
    assert_eq!(
        other_process(ShareMode::Shared).err(),
        Some(Error::SharingViolation)
    );
}

#[test]
fn a_job_waits_for_a_card_that_another_process_holds() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    for mode in [ShareMode::Shared, ShareMode::Exclusive] {
        world.readers.power_off(0);
        let other = once_free(mode);
        let (sender, result) = channel();
        let profile = profile.clone();
        let job = move |card: &mut dyn CardChannel| read_identity(card, &profile).map(drop);
        world.readers.run(0, PATIENCE, job, move |outcome| {
            sender.send(outcome).expect("the test waits");
        });
        assert!(
            result.recv_timeout(BUDGET).is_err(),
            "the other has the card"
        );
        // It resets the card as it goes: that must not matter to who comes after.
        let gone = other.disconnect(Disposition::ResetCard);
        assert!(gone.is_ok());
        assert_eq!(
            result.recv_timeout(PATIENCE).unwrap(),
            Ok(Ok(())),
            "{mode:?}"
        );
    }
}

#[test]
fn a_card_that_another_process_never_lets_go_costs_a_job_its_budget() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let other = once_free(ShareMode::Shared);
    assert_eq!(
        world.run_within(0, BUDGET, |_| ()),
        Err(ChannelError::TimedOut)
    );
    let gone = other.disconnect(Disposition::LeaveCard);
    assert!(gone.is_ok());
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

fn other_process(mode: ShareMode) -> Result<Card, Error> {
    let context = Context::establish(Scope::User)?;
    let reader = CString::new(VIRTUAL[0]).expect("a name without zeros");
    context.connect(&reader, mode, Protocols::ANY)
}

/// The worker lets go of its card a moment after it was told to.
fn once_free(mode: ShareMode) -> Card {
    loop {
        match other_process(mode) {
            Err(Error::SharingViolation) => std::thread::sleep(Duration::from_millis(5)),
            other => return other.expect("the card is in"),
        }
    }
}
