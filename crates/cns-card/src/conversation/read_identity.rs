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

/// Reads ID_Carta and Dati_personali, as far as the sixteen fields go: 4 commands on a card with
/// one application and a record of at most one chunk.
///
/// # Errors
/// [`CardError::Status`] when a file is refused, [`CardError::Malformed`] when it is not what it
/// should be.
pub fn read_identity(
    channel: &mut dyn CardChannel,
    profile: &Profile,
) -> Result<Identity, CardError> {
    let mut dialogue = Dialogue::new(channel, profile);
    dialogue.select_application()?;
    let id_carta = read_id_carta(&mut dialogue, profile)?;
    let personal = read_dati_personali(&mut dialogue, profile)?;
    Ok(Identity { id_carta, personal })
}

pub(super) fn read_id_carta(
    dialogue: &mut Dialogue<'_>,
    profile: &Profile,
) -> Result<IdCarta, CardError> {
    let mut file = dialogue.open(&profile.files.id_carta.0, files::ID_CARTA_LENGTH)?;
    dialogue.read_up_to(&mut file, files::ID_CARTA_LENGTH)?;
    Ok(files::parse_id_carta(&file.content)?)
}

fn read_dati_personali(
    dialogue: &mut Dialogue<'_>,
    profile: &Profile,
) -> Result<DatiPersonali, CardError> {
    let limit = DatiPersonali::FILE_LENGTH;
    let mut file = dialogue.open(&profile.files.dati_personali.0, limit)?;
    loop {
        let more = dialogue.read_more(&mut file, limit)?;
        match DatiPersonali::parse(&file.content) {
            Err(Defect::PersonalDataTruncated) if more => {}
            result => return Ok(result?),
        }
    }
}
