// SPDX-License-Identifier: EUPL-1.2
//! Whether the card in the reader is still the same one: asked before every PIN operation.

use activation_protocol::IdCarta;

use super::dialogue::Dialogue;
use super::read_identity::id_carta;
use crate::{CardChannel, CardError, Profile};

/// Reads ID_Carta again: 2 commands, 3 on a card with several applications.
///
/// # Errors
/// As [`read_identity`](super::read_identity).
pub fn reread_id_carta(
    channel: &mut dyn CardChannel,
    profile: &Profile,
) -> Result<IdCarta, CardError> {
    id_carta(&mut Dialogue::new(channel, profile), profile)
}
