// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The workshop's stand-ins for the things at the end of the totem's cables, and for people.
#![doc = include_str!("../README.md")]

pub mod bench;
pub mod glass;
pub mod journey;
mod judges;
pub mod matrix;
pub mod printer;
pub mod rehearsal;
pub mod scenarios;
pub mod story;
pub mod world;
