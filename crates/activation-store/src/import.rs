// SPDX-License-Identifier: EUPL-1.2
//! Cards come in from the card office: all of a file or none of it.

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

impl Store {
    /// Adds cards in one transaction.
    ///
    /// # Errors
    /// [`StoreError::CardExists`] and [`StoreError::SecondActiveCard`] name the first card that
    /// does not fit; then nothing was added.
    pub async fn import(&self, cards: &[ImportedCard]) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        for (index, card) in cards.iter().enumerate() {
            fits(&mut write.tx, index, card).await?;
            tables::card::insert(&mut write.tx, &*self.seal, card.citizen, &card.row).await?;
        }
        write.tx.commit().await?;
        Ok(())
    }
}

async fn fits(
    conn: &mut AnyConnection,
    index: usize,
    card: &ImportedCard,
) -> Result<(), StoreError> {
    let known = sqlx::query("SELECT citizen FROM card_lookup WHERE card_h = $1")
        .bind(card.row.card.0.to_vec())
        .fetch_optional(&mut *conn)
        .await?;
    if known.is_some() {
        return Err(StoreError::CardExists { index });
    }
    if card.row.status != CardStatus::Active {
        return Ok(());
    }
    let active = sqlx::query("SELECT card_h FROM card WHERE citizen = $1 AND status = $2")
        .bind(card.citizen.0.to_vec())
        .bind(CardStatus::Active.name())
        .fetch_optional(conn)
        .await?;
    match active {
        Some(_) => Err(StoreError::SecondActiveCard { index }),
        None => Ok(()),
    }
}
