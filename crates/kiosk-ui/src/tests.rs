// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The glass on a platform without a screen: real pixels, real fonts, time that tests move.

mod contrast;
mod layout;
mod pictures;
mod reports;
mod samples;
mod stage;
mod touching;
