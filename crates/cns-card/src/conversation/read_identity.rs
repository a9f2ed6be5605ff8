// SPDX-License-Identifier: EUPL-1.2
//! Who the card belongs to: the first thing asked of every card, without a PIN.

use activation_protocol::IdCarta;

use super::dialogue::Dialogue;
use crate::files::{self, DatiPersonali};
use crate::{CardChannel, CardError, Defect, Profile};

/// What a card says of itself without proof.
#[derive(Debug)]
pub struct Identity {
    /// The card's number.
    pub id_carta: IdCarta,
    /// The holder's data.
    pub personal: DatiPersonali,
}

/// Reads ID_Carta and Dati_personali, as far as the sixteen fields go: 4 commands, 5 on a card
/// with several applications, for a record of at most one chunk.
///
/// # Errors
/// [`CardError::Status`] when a file is refused, [`CardError::Malformed`] when it is not what it
/// should be.
pub fn read_identity(
    channel: &mut dyn CardChannel,
    profile: &Profile,
) -> Result<Identity, CardError> {
    identity(&mut Dialogue::new(channel, profile), profile)
}

pub(super) fn identity<'a>(
    dialogue: &mut Dialogue<'a>,
    profile: &'a Profile,
) -> Result<Identity, CardError> {
    let id_carta = id_carta(dialogue, profile)?;
    let personal = dati_personali(dialogue, profile)?;
    Ok(Identity { id_carta, personal })
}

/// Enters the application of the identity files and reads the first of them.
pub(super) fn id_carta<'a>(
    dialogue: &mut Dialogue<'a>,
    profile: &'a Profile,
) -> Result<IdCarta, CardError> {
    let limit = files::ID_CARTA_LENGTH;
    let place = profile.identity.place(&profile.identity.id_carta);
    let mut file = dialogue.open(place, limit)?;
    dialogue.read_up_to(&mut file, limit)?;
    Ok(files::parse_id_carta(&file.content)?)
}

fn dati_personali<'a>(
    dialogue: &mut Dialogue<'a>,
    profile: &'a Profile,
) -> Result<DatiPersonali, CardError> {
    let limit = DatiPersonali::FILE_LENGTH;
    let place = profile.identity.place(&profile.identity.dati_personali);
    let mut file = dialogue.open(place, limit)?;
    loop {
        let more = dialogue.read_more(&mut file, limit)?;
        match DatiPersonali::parse(&file.content) {
            Err(Defect::PersonalDataTruncated) if more => {}
            result => return Ok(result?),
        }
    }
}
