// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Everything the event loop waits for, in one channel.

use activation_client::ClientError;
use activation_protocol::SealedRelease;
use activation_protocol::messages::{
    Authorised, Bound, CardCheck, Confirmed, Readiness, SessionOpened,
};
use card_reader::ReaderEvent;
use kiosk_journal::Due;
use kiosk_session::{CardFault, PinAnswer, SetAnswer, Statement};
use receipt_printer::PrintOutcome;

use crate::desk::{CardOnDesk, HeldIn};
use crate::glass::GlassTouch;
use crate::talk::{ReadFailure, UnknownCard};

/// One message to the loop.
#[derive(Debug)]
pub enum Input {
    /// A person did something.
    Glass(GlassTouch),
    /// The readers.
    Reader(ReaderEvent),
    /// The answer to something asked for a visit.
    Visit(VisitNo, Answered),
    /// The answer to a call made for a visit.
    Called(CallNo, VisitNo, Answered),
    /// Whether the backend is ready.
    Readiness(Result<Readiness, ClientError>),
    /// What became of a message from the outbox.
    Delivered(Box<Due>, Result<(), ClientError>),
    /// A file was put into the inbox for card profiles.
    ProfilesFound(Vec<u8>),
    /// The bundle of card profiles the backend announced in this version.
    ProfilesFetched(u64, Result<Vec<u8>, ClientError>),
    /// Stop the program.
    Stop,
}

/// Counts visits since the program started.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct VisitNo(pub u32);

/// Counts calls to the backend made for visits since the program started.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CallNo(pub u32);

/// Answers to effects.
#[derive(Debug)]
pub enum Answered {
    /// A card of a known generation was read.
    CardRead(Box<Result<CardOnDesk, ReadFailure>>),
    /// A card of a generation that is not known was looked at.
    UnknownCard(UnknownCard),
    /// VERIFY, and the hold it was sent in.
    PinChecked(Result<(PinAnswer, HeldIn), CardFault>),
    /// A statement was signed.
    Signed(Statement, Result<Vec<u8>, CardFault>),
    /// The PIN was set, or not; and the hold the card was reached in, if it was.
    PinSet(SetAnswer, Option<HeldIn>),
    /// `PUT session`.
    Opened(Box<Result<SessionOpened, ClientError>>),
    /// `PUT old-proof`.
    Authorised(Result<Authorised, ClientError>),
    /// `PUT new-card`.
    Bound(Result<Bound, ClientError>),
    /// `POST release`.
    Released(Box<Result<SealedRelease, ClientError>>),
    /// `PUT confirmation`.
    Confirmed(Result<Confirmed, ClientError>),
    /// `POST card-checks`.
    Checked(Result<CardCheck, ClientError>),
    /// The slip.
    Printed(PrintOutcome),
}
