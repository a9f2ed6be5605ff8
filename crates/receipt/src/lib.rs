// SPDX-License-Identifier: EUPL-1.2
//! What goes on paper, which bytes put it there, and what the printer says about itself.
#![doc = include_str!("../README.md")]

mod activation_receipt;
mod code_page;
mod command;
mod condition;
mod decode;
mod encode;
mod error;
mod layout;
mod paper;
mod profile;
mod slip;
mod status;
mod wrap;

pub use activation_receipt::{CardTail, Receipt, ReceiptLabels};
pub use code_page::CodePage;
pub use command::{Command, QrFunction};
pub use condition::{PrinterCondition, Remedy};
pub use decode::{Decoder, decode};
pub use encode::encode;
pub use error::{ReceiptError, StatusError};
pub use layout::layout;
pub use paper::{Align, PaperLine, Run, Style};
pub use profile::{CodePageSetting, HexBytes, PrinterProfile, QrDialect, StatusDialect};
pub use slip::{Line, Slip};
pub use status::{Paper, PrinterStatus, StatusRequest};
