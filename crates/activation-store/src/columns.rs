// SPDX-License-Identifier: EUPL-1.2
//! Reading rows and typed values out of them, and the texts that protocol enums have in tables.

use activation_protocol::messages::{Flow, Verb};
use activation_protocol::{Bytes, SecretMode};
use activation_rules::{Citizen, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use time::Date;
use time::format_description::well_known::Iso8601;

use crate::StoreError;

/// All rows of a citizen that a query with the pseudonym as `$1` finds.
pub(crate) async fn of_citizen<T>(
    conn: &mut AnyConnection,
    citizen: Citizen,
    query: &'static str,
    read: impl Fn(&AnyRow) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    sqlx::query(query)
        .bind(citizen.0.to_vec())
        .fetch_all(conn)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// A row whose columns are read by name.
pub(crate) struct Columns<'r>(pub(crate) &'r AnyRow);

impl Columns<'_> {
    pub(crate) fn blob(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    pub(crate) fn bytes(&self, column: &'static str) -> Result<Bytes, StoreError> {
        self.blob(column).map(Bytes)
    }

    pub(crate) fn maybe_bytes(&self, column: &'static str) -> Result<Option<Bytes>, StoreError> {
        Ok(self.0.try_get::<Option<Vec<u8>>, _>(column)?.map(Bytes))
    }

    /// Exactly `N` bytes.
    pub(crate) fn array<const N: usize>(
        &self,
        column: &'static str,
    ) -> Result<[u8; N], StoreError> {
        self.blob(column)?
            .try_into()
            .map_err(|_| StoreError::Corrupt { column })
    }

    /// Exactly `N` bytes, or NULL.
    pub(crate) fn maybe_array<const N: usize>(
        &self,
        column: &'static str,
    ) -> Result<Option<[u8; N]>, StoreError> {
        self.0
            .try_get::<Option<Vec<u8>>, _>(column)?
            .map(TryInto::try_into)
            .transpose()
            .map_err(|_| StoreError::Corrupt { column })
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    pub(crate) fn maybe_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    /// A number of a narrower type than the column's.
    pub(crate) fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, StoreError> {
        T::try_from(self.0.try_get::<i64, _>(column)?).map_err(|_| StoreError::Corrupt { column })
    }

    pub(crate) fn maybe_number<T: TryFrom<i64>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.0
            .try_get::<Option<i64>, _>(column)?
            .map(T::try_from)
            .transpose()
            .map_err(|_| StoreError::Corrupt { column })
    }

    pub(crate) fn flag(&self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.number::<i64>(column)? != 0)
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.number(column).map(Timestamp)
    }

    pub(crate) fn day(&self, column: &'static str) -> Result<Date, StoreError> {
        parse_day(&self.text(column)?, column)
    }

    pub(crate) fn maybe_day(&self, column: &'static str) -> Result<Option<Date>, StoreError> {
        self.maybe_text(column)?
            .map(|text| parse_day(&text, column))
            .transpose()
    }

    /// A value that is kept as its name.
    pub(crate) fn named<T>(
        &self,
        column: &'static str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        from_name(&self.text(column)?).ok_or(StoreError::Corrupt { column })
    }

    pub(crate) fn maybe_named<T>(
        &self,
        column: &'static str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?
            .map(|name| from_name(&name).ok_or(StoreError::Corrupt { column }))
            .transpose()
    }
}

pub(crate) fn parse_day(text: &str, column: &'static str) -> Result<Date, StoreError> {
    Date::parse(text, &Iso8601::DATE).map_err(|_| StoreError::Corrupt { column })
}

pub(crate) const fn flow_name(flow: Flow) -> &'static str {
    match flow {
        Flow::OldAuth => "old-auth",
        Flow::ConfirmOnly => "confirm-only",
    }
}

pub(crate) fn flow_from_name(name: &str) -> Option<Flow> {
    [Flow::OldAuth, Flow::ConfirmOnly]
        .into_iter()
        .find(|flow| flow_name(*flow) == name)
}

pub(crate) const fn verb_name(verb: Verb) -> &'static str {
    match verb {
        Verb::Normal => "normal",
        Verb::Repair => "repair",
    }
}

pub(crate) fn verb_from_name(name: &str) -> Option<Verb> {
    [Verb::Normal, Verb::Repair]
        .into_iter()
        .find(|verb| verb_name(*verb) == name)
}

pub(crate) fn mode_from_byte(byte: i64) -> Option<SecretMode> {
    [
        SecretMode::TransportPin,
        SecretMode::PukReset,
        SecretMode::IssuedPin,
    ]
    .into_iter()
    .find(|mode| i64::from(mode.byte()) == byte)
}
