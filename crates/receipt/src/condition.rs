// SPDX-License-Identifier: EUPL-1.2
//! A printer's state in one word, and what a person can do about it.

/// Whether a slip can be printed, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterCondition {
    /// It prints.
    Ready,
    /// It prints; the roll is near its end.
    PaperLow,
    /// No paper.
    PaperOut,
    /// The cover is open.
    CoverOpen,
    /// The knife is stuck.
    CutterFault,
    /// It says that something else is wrong.
    Fault,
    /// Something answers, but not as a printer does.
    NotAPrinter,
    /// Nothing answers.
    NoAnswer,
    /// There is no device to ask.
    NotConnected,
}

/// What a person can do about a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing.
    None,
    /// Bring a new roll before long.
    BringPaper,
    /// Put in a new roll.
    LoadPaper,
    /// Close the cover.
    CloseCover,
    /// Free the knife.
    ClearCutter,
    /// Switch it off and on, then call for repair.
    Restart,
    /// Check the configured device: something else is plugged in there.
    CheckDevice,
    /// Check power and cable.
    CheckCable,
}

impl PrinterCondition {
    /// Whether a slip may be started.
    pub fn can_print(self) -> bool {
        matches!(self, Self::Ready | Self::PaperLow)
    }

    /// What a person can do about it.
    pub fn remedy(self) -> Remedy {
        match self {
            Self::Ready => Remedy::None,
            Self::PaperLow => Remedy::BringPaper,
            Self::PaperOut => Remedy::LoadPaper,
            Self::CoverOpen => Remedy::CloseCover,
            Self::CutterFault => Remedy::ClearCutter,
            Self::Fault => Remedy::Restart,
            Self::NotAPrinter => Remedy::CheckDevice,
            Self::NoAnswer | Self::NotConnected => Remedy::CheckCable,
        }
    }

    /// The word used in logs and configuration: `paper-out`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::PaperLow => "paper-low",
            Self::PaperOut => "paper-out",
            Self::CoverOpen => "cover-open",
            Self::CutterFault => "cutter-fault",
            Self::Fault => "fault",
            Self::NotAPrinter => "not-a-printer",
            Self::NoAnswer => "no-answer",
            Self::NotConnected => "not-connected",
        }
    }
}
