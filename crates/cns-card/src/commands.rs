// SPDX-License-Identifier: EUPL-1.2
//! Every command the kiosk ever sends, by name; what is not here cannot be sent.

mod get_response;
mod manage_security_environment;
mod perform_security_operation;
mod read_binary;
mod reference_data;
mod select;

pub use get_response::get_response;
pub use manage_security_environment::{restore_environment, set_key};
pub use perform_security_operation::{compute_digital_signature, decipher};
pub use read_binary::read_binary;
pub use reference_data::{Block, change_reference_data, reset_retry_counter, verify};
pub use select::{SelectAnswer, Target, select};
