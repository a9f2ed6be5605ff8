// SPDX-License-Identifier: EUPL-1.2
//! S30: what was found, what the service says, and whether the PIN works. It stays when the card
//! is taken out; another card starts the check over.

use activation_protocol::messages::CardStanding;

use super::{CheckEnterPin, State};
use crate::card_report::{CardReport, Found, Proof, ServiceWord};
use crate::check;
use crate::event::Event;
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Action, Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;
use crate::visit::Visit;
use crate::world::World;

/// Waiting for the person to read, to prove the PIN, or to leave.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckReport {
    notice: Option<Notice>,
}

impl CheckReport {
    /// A card that came in meanwhile is checked at once.
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        match turn.world.fresh() {
            Some(_) => check::start_over(turn),
            None => Self { notice }.into(),
        }
    }
}

/// Whether the card that was read is still there, has a PIN that its holder may know, and did not
/// try yet. The PIN of a card that was never activated is not known to anybody who could type it.
fn can_prove(world: &World, visit: &Visit) -> bool {
    let promising = matches!(
        visit.report(),
        Some(CardReport {
            found: Found::Cns {
                consistent: true,
                ..
            },
            proof: Proof::NotTried,
            service,
        }) if !says_never_activated(service)
    );
    promising && world.in_use(visit.first_slot())
}

fn says_never_activated(service: ServiceWord) -> bool {
    matches!(service, ServiceWord::Said(check) if check.standing == CardStanding::NotActivated)
}

impl Face for CheckReport {
    fn name(&self) -> ScreenName {
        ScreenName::CheckReport
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        let provable = can_prove(&totem.world, &totem.visit);
        screen.report = totem.visit.report();
        screen.notices.extend(self.notice);
        screen.tries_left = totem.visit.checked_tries().left;
        screen.actions.extend(provable.then_some(Action::ProvePin));
        screen.actions.push(Action::Confirm);
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(policy.idle_ms)
    }
}

impl Reactions for CheckReport {
    fn prove_pin(self, turn: &mut Turn) -> State {
        if can_prove(&turn.world, &turn.visit) {
            CheckEnterPin::enter(None, turn)
        } else {
            self.unexpected(turn)
        }
    }

    fn confirm(self, turn: &mut Turn) -> State {
        check::end(turn)
    }

    fn inserted(self, _slot: Slot, turn: &mut Turn) -> State {
        check::start_over(turn)
    }

    fn mute(self, slot: Slot, turn: &mut Turn) -> State {
        check::start_over(turn).react(&Event::Mute(slot), turn)
    }
}
