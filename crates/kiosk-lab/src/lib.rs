// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The workshop's stand-ins for the things at the end of the totem's cables.

pub mod printer;
