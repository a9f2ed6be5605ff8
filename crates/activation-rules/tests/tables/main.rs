// SPDX-License-Identifier: EUPL-1.2
//! The rules, row by row of their tables, on one citizen's rows in memory.

mod activation_table;
mod card_check;
mod confirm_only;
mod desk;
mod eligibility;
mod limits;
mod opening;
mod property;
mod session_table;
mod world;
