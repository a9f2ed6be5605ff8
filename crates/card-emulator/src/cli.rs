// SPDX-License-Identifier: EUPL-1.2
//! The program's longer commands, each with its arguments.

pub(crate) mod replay;
pub(crate) mod run;
