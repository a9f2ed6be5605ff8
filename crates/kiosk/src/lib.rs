// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
#![doc = include_str!("../README.md")]

mod card_profiles;
mod clock;
mod complaint;
pub mod config;
mod desk;
mod device;
mod durable_file;
mod evt;
mod glass;
mod hardening;
pub mod identity;
mod input;
mod logging;
mod screen_line;
mod slots;
mod talk;

pub use complaint::in_one_line;
pub use device::{Device, DeviceError, Inbox};
pub use glass::{Glass, GlassTouch};
pub use hardening::harden;
pub use kiosk_ui::Page;
pub use logging::start as start_logging;
pub use screen_line::{LineError, ScreenLine, read_touch};
