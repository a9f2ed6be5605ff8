// SPDX-License-Identifier: EUPL-1.2
//! How an order to print ended.

use receipt::PrinterCondition;

/// How an order to print ended. Anything short of certainty is a failure: the caller then shows
/// on the screen what the slip would have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintOutcome {
    /// The slip is out, whole and cut.
    Printed,
    /// The slip is out, and the roll is near its end or at it.
    PrintedPaperLow,
    /// There was no paper, or it ended before the slip did.
    NoPaper,
    /// The slip is not out, or nobody can tell.
    Failed(PrintFailure),
}

/// Why a slip is not out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintFailure {
    /// The printer was, or went, into this state.
    Condition(PrinterCondition),
    /// The printer says that all is well, but never that the slip is done.
    Unconfirmed,
    /// Time was up before the slip could be started.
    TooLate,
}

impl PrintOutcome {
    /// Whether the citizen holds a whole slip.
    pub fn is_printed(self) -> bool {
        matches!(self, Self::Printed | Self::PrintedPaperLow)
    }

    /// The word used in logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::PrintedPaperLow => "printed-paper-low",
            Self::NoPaper => "no-paper",
            Self::Failed(PrintFailure::Condition(condition)) => condition.name(),
            Self::Failed(PrintFailure::Unconfirmed) => "unconfirmed",
            Self::Failed(PrintFailure::TooLate) => "too-late",
        }
    }

    /// The outcome of an order the printer's state stands against.
    pub(crate) fn refused(condition: PrinterCondition) -> Self {
        match condition {
            PrinterCondition::PaperOut => Self::NoPaper,
            PrinterCondition::Ready
            | PrinterCondition::PaperLow
            | PrinterCondition::CoverOpen
            | PrinterCondition::CutterFault
            | PrinterCondition::Fault
            | PrinterCondition::NotAPrinter
            | PrinterCondition::NoAnswer
            | PrinterCondition::NotConnected => Self::Failed(PrintFailure::Condition(condition)),
        }
    }

    /// The outcome of a slip that is out, by the printer's state afterwards.
    pub(crate) fn printed(condition: PrinterCondition) -> Self {
        match condition {
            PrinterCondition::PaperLow | PrinterCondition::PaperOut => Self::PrintedPaperLow,
            PrinterCondition::CutterFault => Self::refused(condition),
            PrinterCondition::Ready
            | PrinterCondition::CoverOpen
            | PrinterCondition::Fault
            | PrinterCondition::NotAPrinter
            | PrinterCondition::NoAnswer
            | PrinterCondition::NotConnected => Self::Printed,
        }
    }
}
