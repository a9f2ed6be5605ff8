// SPDX-License-Identifier: EUPL-1.2
//! The states S00 to S33, one file each, and how an event finds its way to one.

mod bind_new_card;
mod boot;
mod card_left;
mod check_ask_service;
mod check_enter_pin;
mod check_insert_card;
mod check_read_card;
mod check_report;
mod check_sign;
mod check_verify_pin;
mod choose_pin;
mod confirm;
mod enter_new_pin;
mod enter_old_pin;
mod idle;
mod insert_new_card;
mod insert_old_card;
mod open_session;
mod out_of_service;
mod outcome;
mod pin_uncertain;
mod print_receipt;
mod read_new_card;
mod read_old_card;
mod remove_old_card;
mod request_release;
mod send_old_proof;
mod set_pin;
mod sign_new_proof;
mod sign_old_proof;
mod take_card;
mod try_chosen_pin;
mod verify_new_pin;
mod verify_old_pin;

use crate::event::Event;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::turn::Turn;

macro_rules! states {
    ($($module:ident::$state:ident;)*) => {
        $(pub(crate) use $module::$state;)*

        /// Where a totem is.
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        pub(crate) enum State {
            $($state($state),)*
        }

        $(impl From<$state> for State {
            fn from(state: $state) -> Self {
                Self::$state(state)
            }
        })*

        impl State {
            /// What it shows and waits for.
            pub(crate) fn face(&self) -> &dyn Face {
                match self {
                    $(Self::$state(state) => state,)*
                }
            }

            /// Takes an event in.
            pub(crate) fn react(self, event: &Event, turn: &mut Turn) -> Self {
                match self {
                    $(Self::$state(state) => state.react(event, turn),)*
                }
            }
        }
    };
}

states! {
    boot::Boot;
    out_of_service::OutOfService;
    idle::Idle;
    insert_old_card::InsertOldCard;
    read_old_card::ReadOldCard;
    open_session::OpenSession;
    enter_old_pin::EnterOldPin;
    verify_old_pin::VerifyOldPin;
    sign_old_proof::SignOldProof;
    send_old_proof::SendOldProof;
    remove_old_card::RemoveOldCard;
    insert_new_card::InsertNewCard;
    read_new_card::ReadNewCard;
    bind_new_card::BindNewCard;
    choose_pin::ChoosePin;
    request_release::RequestRelease;
    set_pin::SetPin;
    pin_uncertain::PinUncertain;
    try_chosen_pin::TryChosenPin;
    verify_new_pin::VerifyNewPin;
    sign_new_proof::SignNewProof;
    confirm::Confirm;
    enter_new_pin::EnterNewPin;
    print_receipt::PrintReceipt;
    take_card::TakeCard;
    outcome::ShowOutcome;
    card_left::CardLeft;
    check_insert_card::CheckInsertCard;
    check_read_card::CheckReadCard;
    check_ask_service::CheckAskService;
    check_report::CheckReport;
    check_enter_pin::CheckEnterPin;
    check_verify_pin::CheckVerifyPin;
    check_sign::CheckSign;
}
