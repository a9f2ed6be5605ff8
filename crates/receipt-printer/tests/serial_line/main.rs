// SPDX-License-Identifier: EUPL-1.2
//! Printing over a real serial line, on the lab's printer and on things that are not printers.

mod bench;
// The emulator's own sources, not the lab as a crate: a serial line needs no screen to be tested.
#[path = "../../../kiosk-lab/src/printer/emulator.rs"]
#[expect(unreachable_pub, reason = "public in the lab")]
mod emulator;
#[path = "../../../kiosk-lab/src/printer/mechanism.rs"]
#[expect(unreachable_pub, reason = "public in the lab")]
mod mechanism;
mod peers;
mod printing;
mod worker;
