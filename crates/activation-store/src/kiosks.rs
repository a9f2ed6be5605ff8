// SPDX-License-Identifier: EUPL-1.2
//! The totems: invited with a one-time code, enrolled with a key, approved, disabled.

use activation_protocol::{Bytes, Hash, KioskId};
use activation_rules::Timestamp;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::columns::Columns;
use crate::{Store, StoreError};

/// One totem.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kiosk {
    /// Its id.
    pub id: KioskId,
    /// The number on its plate.
    pub asset_tag: String,
    /// What its place is called on screens and slips.
    pub place: String,
    /// Its code on screens and slips.
    pub totem: String,
    /// It may work.
    pub enabled: bool,
    /// The enrolment it asks about, once it presented its key.
    pub enrolment: Option<Uuid>,
    /// Its PKCS#10 request, DER.
    pub csr: Option<Bytes>,
    /// SHA-256 of its key, hex, for the operator to compare.
    pub fingerprint: Option<String>,
    /// Its certificate, DER, once an operator approved.
    pub certificate: Option<Bytes>,
}

/// Where a totem is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KioskStatus {
    /// Has a code, has not used it.
    Invited,
    /// Presented a key; an operator must compare the fingerprint.
    Pending,
    /// May work.
    Active,
    /// May not work.
    Disabled,
}

impl Kiosk {
    /// Where it is.
    #[must_use]
    pub const fn status(&self) -> KioskStatus {
        match (self.enabled, &self.certificate, &self.csr) {
            (false, _, _) => KioskStatus::Disabled,
            (true, Some(_), _) => KioskStatus::Active,
            (true, None, Some(_)) => KioskStatus::Pending,
            (true, None, None) => KioskStatus::Invited,
        }
    }
}

/// A one-time code, as a digest.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Invitation {
    /// SHA-256 of the code.
    pub code_hash: Hash,
    /// How long it is good.
    pub until: Timestamp,
}

/// What a totem presents to be enrolled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EnrolmentAsked {
    /// SHA-256 of the code that was typed.
    pub code_hash: Hash,
    /// The number on its plate.
    pub asset_tag: String,
    /// Its PKCS#10 request, DER.
    pub csr: Bytes,
    /// SHA-256 of its key, hex.
    pub fingerprint: String,
    /// Fresh: where to ask again.
    pub enrolment: Uuid,
}

macro_rules! select_kiosk {
    ($which:literal) => {
        concat!(
            "SELECT id, asset_tag, place, totem, enabled, enrolment, csr, fingerprint, ",
            "certificate FROM kiosk ",
            $which
        )
    };
}

impl Store {
    /// Adds an invited totem, or invites one again that has the same plate: its old key and
    /// certificate end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn invite_kiosk(
        &self,
        kiosk: &Kiosk,
        invitation: Invitation,
    ) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        sqlx::query(
            "INSERT INTO kiosk (id, asset_tag, place, totem, enabled, code_h, code_until) \
             VALUES ($1, $2, $3, $4, 1, $5, $6) \
             ON CONFLICT (asset_tag) DO UPDATE SET place = excluded.place, \
             totem = excluded.totem, enabled = 1, code_h = excluded.code_h, \
             code_until = excluded.code_until, enrolment = NULL, csr = NULL, \
             fingerprint = NULL, certificate = NULL",
        )
        .bind(kiosk.id.as_bytes().to_vec())
        .bind(kiosk.asset_tag.clone())
        .bind(kiosk.place.clone())
        .bind(kiosk.totem.clone())
        .bind(invitation.code_hash.to_vec())
        .bind(invitation.until.0)
        .execute(&mut *write.tx)
        .await?;
        write.tx.commit().await?;
        Ok(())
    }

    /// Spends a code on a key. The same key again gets the same enrolment; `None`: the code is
    /// unknown, too old, spent on another key, or not this plate's.
    ///
    /// # Errors
    /// What the database says.
    pub async fn enrol(
        &self,
        asked: &EnrolmentAsked,
        now: Timestamp,
    ) -> Result<Option<Uuid>, StoreError> {
        let mut write = self.begin().await?;
        let row = sqlx::query(
            "SELECT enrolment, csr FROM kiosk WHERE code_h = $1 AND asset_tag = $2 \
             AND code_until >= $3 AND enabled = 1",
        )
        .bind(asked.code_hash.to_vec())
        .bind(asked.asset_tag.clone())
        .bind(now.0)
        .fetch_optional(&mut *write.tx)
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let columns = Columns(&row);
        let earlier = columns.maybe_array("enrolment")?.map(Uuid::from_bytes);
        match columns.maybe_bytes("csr")? {
            Some(csr) if csr == asked.csr => Ok(earlier),
            Some(_) => Ok(None),
            None => {
                spend_code(&mut write.tx, asked).await?;
                write.tx.commit().await?;
                Ok(Some(asked.enrolment))
            }
        }
    }

    /// The totem that asks about this enrolment.
    ///
    /// # Errors
    /// What the database says.
    pub async fn enrolling_kiosk(&self, enrolment: Uuid) -> Result<Option<Kiosk>, StoreError> {
        self.one_kiosk(select_kiosk!("WHERE enrolment = $1"), enrolment.as_bytes())
            .await
    }

    /// The totem with this id.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosk(&self, id: KioskId) -> Result<Option<Kiosk>, StoreError> {
        self.one_kiosk(select_kiosk!("WHERE id = $1"), id.as_bytes())
            .await
    }

    /// All totems, by plate.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosks(&self) -> Result<Vec<Kiosk>, StoreError> {
        sqlx::query(select_kiosk!("ORDER BY asset_tag"))
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// Gives a pending totem its certificate. `false`: it presented no key, or it has a
    /// certificate already, which another one would make worthless.
    ///
    /// # Errors
    /// What the database says.
    pub async fn approve_kiosk(
        &self,
        id: KioskId,
        certificate: &Bytes,
    ) -> Result<bool, StoreError> {
        let mut write = self.begin().await?;
        let done = sqlx::query(
            "UPDATE kiosk SET certificate = $2 \
             WHERE id = $1 AND csr IS NOT NULL AND certificate IS NULL",
        )
        .bind(id.as_bytes().to_vec())
        .bind(certificate.0.clone())
        .execute(&mut *write.tx)
        .await?;
        write.tx.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Lets a totem work, or not. `false`: there is none with this id.
    ///
    /// # Errors
    /// What the database says.
    pub async fn enable_kiosk(&self, id: KioskId, enabled: bool) -> Result<bool, StoreError> {
        let mut write = self.begin().await?;
        let done = sqlx::query("UPDATE kiosk SET enabled = $2 WHERE id = $1")
            .bind(id.as_bytes().to_vec())
            .bind(i64::from(enabled))
            .execute(&mut *write.tx)
            .await?;
        write.tx.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    async fn one_kiosk(
        &self,
        query: &'static str,
        key: &[u8; 16],
    ) -> Result<Option<Kiosk>, StoreError> {
        sqlx::query(query)
            .bind(key.to_vec())
            .fetch_optional(&self.pool)
            .await?
            .map(|row| read(&row))
            .transpose()
    }
}

async fn spend_code(conn: &mut AnyConnection, asked: &EnrolmentAsked) -> Result<(), StoreError> {
    sqlx::query("UPDATE kiosk SET enrolment = $2, csr = $3, fingerprint = $4 WHERE code_h = $1")
        .bind(asked.code_hash.to_vec())
        .bind(asked.enrolment.as_bytes().to_vec())
        .bind(asked.csr.0.clone())
        .bind(asked.fingerprint.clone())
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Kiosk, StoreError> {
    let columns = Columns(row);
    Ok(Kiosk {
        id: KioskId::from_bytes(columns.array("id")?),
        asset_tag: columns.text("asset_tag")?,
        place: columns.text("place")?,
        totem: columns.text("totem")?,
        enabled: columns.flag("enabled")?,
        enrolment: columns.maybe_array("enrolment")?.map(Uuid::from_bytes),
        csr: columns.maybe_bytes("csr")?,
        fingerprint: columns.maybe_text("fingerprint")?,
        certificate: columns.maybe_bytes("certificate")?,
    })
}
