// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! How each page looks: its layout, its picture, its colour and its place among the four steps.

use activation_protocol::Outcome;
use kiosk_session::{Notice, Screen, ScreenName};

use crate::report::report_tone;
use crate::ui::{PageKind, Picture, Tone};

/// The look of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Appearance {
    pub(crate) kind: PageKind,
    pub(crate) picture: Picture,
    /// 1 to 4; 0 outside an activation.
    pub(crate) step: u8,
}

pub(crate) fn appearance(name: ScreenName) -> Appearance {
    use ScreenName as S;
    let (kind, picture, step) = match name {
        S::Boot => (PageKind::Working, Picture::None, 0),
        S::OutOfService => (PageKind::OutOfService, Picture::None, 0),
        S::Idle => (PageKind::Idle, Picture::None, 0),
        S::Outcome => (PageKind::Outcome, Picture::None, 0),
        S::CardLeft => (PageKind::Card, Picture::TakeAny, 0),
        S::InsertOldCard => (PageKind::Card, Picture::InsertOld, 1),
        S::EnterOldPin => (PageKind::Pin, Picture::None, 1),
        S::ReadOldCard | S::OpenSession | S::VerifyOldPin | S::SignOldProof | S::SendOldProof => {
            (PageKind::Working, Picture::ReadingOld, 1)
        }
        S::RemoveOldCard => (PageKind::Card, Picture::TakeOld, 2),
        S::InsertNewCard => (PageKind::Card, Picture::InsertNew, 2),
        S::ReadNewCard | S::BindNewCard => (PageKind::Working, Picture::ReadingNew, 2),
        S::ChoosePin | S::EnterNewPin => (PageKind::Pin, Picture::None, 3),
        S::PinUncertain => (PageKind::Card, Picture::InsertNew, 3),
        S::RequestRelease
        | S::SetPin
        | S::TryChosenPin
        | S::VerifyNewPin
        | S::SignNewProof
        | S::Confirm => (PageKind::Working, Picture::ReadingNew, 3),
        S::PrintReceipt => (PageKind::Working, Picture::Printing, 4),
        S::CheckInsertCard => (PageKind::Card, Picture::InsertNew, 0),
        S::CheckReadCard | S::CheckAskService | S::CheckVerifyPin | S::CheckSign => {
            (PageKind::Working, Picture::ReadingNew, 0)
        }
        S::CheckEnterPin => (PageKind::Pin, Picture::None, 0),
        S::CheckReport => (PageKind::Report, Picture::None, 0),
        S::TakeCard => (PageKind::Card, Picture::TakeNew, 4),
    };
    Appearance {
        kind,
        picture,
        step,
    }
}

/// The colour of a page: how the visit ended, what a check found, or attention where the totem
/// does not work.
pub(crate) fn page_tone(screen: &Screen) -> Tone {
    if let Some(report) = &screen.report {
        return report_tone(report);
    }
    match screen.outcome {
        Some(Outcome::Completed | Outcome::AlreadyActive) => Tone::Success,
        Some(
            Outcome::BeingRegistered
            | Outcome::NothingChanged
            | Outcome::ToBeCompleted
            | Outcome::OldCardFirst
            | Outcome::NoNewCard
            | Outcome::OtherRegion
            | Outcome::NoChipOrUnknownType
            | Outcome::UnderReview,
        ) => Tone::Info,
        Some(_) => Tone::Attention,
        None if screen.name == ScreenName::OutOfService => Tone::Attention,
        None => Tone::Info,
    }
}

/// The colour of a notice: attention where something is to be done differently.
pub(crate) fn notice_tone(notice: Notice) -> Tone {
    match notice {
        Notice::TypeAgain | Notice::CodeOnScreen | Notice::Interrupted | Notice::UnknownType => {
            Tone::Info
        }
        Notice::WrongPin
        | Notice::TurnCard
        | Notice::SameCard
        | Notice::OtherCard
        | Notice::Reinsert
        | Notice::WrongSecondCard
        | Notice::PinsDiffer
        | Notice::Weak(_)
        | Notice::Fault(_) => Tone::Attention,
    }
}
