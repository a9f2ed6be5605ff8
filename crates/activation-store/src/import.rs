// SPDX-License-Identifier: EUPL-1.2
//! Cards come in from the card office: all of a file or none of it.

use std::collections::BTreeSet;

use activation_protocol::CardId;
use activation_rules::{CardRow, CardStatus, Citizen};
use sqlx::AnyConnection;

use crate::{Store, StoreError, tables};

/// One card and whose it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImportedCard {
    /// The holder's pseudonym.
    pub citizen: Citizen,
    /// The card.
    pub row: CardRow,
}

/// Why a card cannot be added.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Misfit {
    /// The registry has it.
    #[error("the registry has this card already")]
    Known,
    /// It is among the cards to be added before.
    #[error("this card is in the file twice")]
    Twice,
    /// With it the holder would have two active cards.
    #[error("its holder would have two active cards")]
    SecondActive,
}

impl Store {
    /// The cards that cannot be added, by their index: what [`Store::import`] would refuse.
    ///
    /// # Errors
    /// What the database says.
    pub async fn misfits(
        &self,
        cards: &[ImportedCard],
    ) -> Result<Vec<(usize, Misfit)>, StoreError> {
        let mut tx = self.pool.begin().await?;
        let misfits = misfits(&mut tx, cards).await?;
        tx.rollback().await?;
        Ok(misfits)
    }

    /// Adds cards in one transaction.
    ///
    /// # Errors
    /// [`StoreError::Misfit`] names the first card that does not fit; then nothing was added.
    pub async fn import(&self, cards: &[ImportedCard]) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        if let Some((index, why)) = misfits(&mut write.tx, cards).await?.first().copied() {
            return Err(StoreError::Misfit { index, why });
        }
        for card in cards {
            tables::card::insert(&mut write.tx, &*self.seal, card.citizen, &card.row).await?;
        }
        write.tx.commit().await?;
        Ok(())
    }
}

async fn misfits(
    conn: &mut AnyConnection,
    cards: &[ImportedCard],
) -> Result<Vec<(usize, Misfit)>, StoreError> {
    let (mut seen, mut active) = (BTreeSet::new(), BTreeSet::new());
    let mut misfits = Vec::new();
    for (index, ImportedCard { citizen, row }) in cards.iter().enumerate() {
        let why = if is_known(conn, row.card).await? {
            Some(Misfit::Known)
        } else if !seen.insert(row.card) {
            Some(Misfit::Twice)
        } else if row.status == CardStatus::Active
            && (!active.insert(*citizen) || has_active(conn, *citizen).await?)
        {
            Some(Misfit::SecondActive)
        } else {
            None
        };
        misfits.extend(why.map(|why| (index, why)));
    }
    Ok(misfits)
}

async fn is_known(conn: &mut AnyConnection, card: CardId) -> Result<bool, StoreError> {
    let known = sqlx::query("SELECT citizen FROM card_lookup WHERE card_h = $1")
        .bind(card.0.to_vec())
        .fetch_optional(conn)
        .await?;
    Ok(known.is_some())
}

async fn has_active(conn: &mut AnyConnection, citizen: Citizen) -> Result<bool, StoreError> {
    let active = sqlx::query("SELECT card_h FROM card WHERE citizen = $1 AND status = $2")
        .bind(citizen.0.to_vec())
        .bind(CardStatus::Active.name())
        .fetch_optional(conn)
        .await?;
    Ok(active.is_some())
}
