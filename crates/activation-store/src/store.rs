// SPDX-License-Identifier: EUPL-1.2
//! One transaction a command: lock the citizen, load, decide, write, commit.

use std::sync::Arc;
use std::time::Duration;

use activation_protocol::ProblemCode;
use activation_rules::{Citizen, Decision, Reply, Rows};
use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Row, Transaction};
use tokio::sync::Semaphore;

use crate::address::Found;
use crate::dialect::{CONNECTIONS, Dialect, is_retryable};
use crate::{Address, Seal, StoreError, migrations, tables};

/// The registry's database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: AnyPool,
    dialect: Dialect,
    writers: Arc<Semaphore>,
    pub(crate) seal: Arc<dyn Seal>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({:?})", self.dialect)
    }
}

impl Store {
    /// Opens `sqlite://FILE` (made if missing) or `postgres://…` and migrates it.
    ///
    /// # Errors
    /// An engine or a schema this program does not know, a setting the engine does not keep, or
    /// whatever the database says.
    pub async fn connect(url: &str, seal: Arc<dyn Seal>) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let dialect = Dialect::of_url(url)?;
        let pool = AnyPoolOptions::new()
            .max_connections(CONNECTIONS)
            .after_connect(move |conn, _| {
                Box::pin(async move {
                    sqlx::raw_sql(dialect.connection_setup())
                        .execute(conn)
                        .await?;
                    Ok(())
                })
            })
            .connect(&dialect.connect_url(url))
            .await?;
        for (query, expected) in dialect.durability() {
            let value: String = sqlx::query(*query).fetch_one(&pool).await?.try_get("v")?;
            if value != *expected {
                return Err(StoreError::Setting { setting: query });
            }
        }
        migrations::migrate(&pool, dialect).await?;
        let writers = Arc::new(Semaphore::new(dialect.writers()));
        Ok(Self {
            pool,
            dialect,
            writers,
            seal,
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn health(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT version FROM schema_version LIMIT 1")
            .fetch_optional(&self.pool)
            .await?;
        Ok(())
    }

    /// All rows of the citizen addressed, as of one moment, or `None`.
    ///
    /// # Errors
    /// What the database says, or a row this program cannot read.
    pub async fn read(&self, address: Address) -> Result<Option<Rows>, StoreError> {
        let mut tx = self.pool.begin().await?;
        let rows = match address.find(&mut tx).await? {
            Found::Citizen(citizen) => Some(self.load(&mut tx, citizen).await?),
            Found::Nobody | Found::Taken => None,
        };
        tx.rollback().await?;
        Ok(rows)
    }

    /// Decides on the citizen's rows and writes what was decided, in one transaction. The closure
    /// may run again when others were faster; it must not have effects.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was written. A refusal of the rules is the inner result.
    pub async fn transact(
        &self,
        address: Address,
        decide: impl Fn(&Rows) -> Decision + Send + Sync,
    ) -> Result<Result<Reply, ProblemCode>, StoreError> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            match self.attempt(address, &decide).await {
                Err(StoreError::Database(last)) if is_retryable(&last) => {
                    if attempts == MAX_ATTEMPTS {
                        return Err(StoreError::Contention { attempts, last });
                    }
                    tokio::time::sleep(BACKOFF * attempts).await;
                }
                done => return done,
            }
        }
    }

    async fn attempt(
        &self,
        address: Address,
        decide: &(impl Fn(&Rows) -> Decision + Send + Sync),
    ) -> Result<Result<Reply, ProblemCode>, StoreError> {
        let mut write = self.begin().await?;
        let citizen = match address.find(&mut write.tx).await? {
            Found::Citizen(citizen) => citizen,
            Found::Nobody => return Ok(Err(ProblemCode::NotFound)),
            Found::Taken => return Ok(Err(ProblemCode::WrongState)),
        };
        sqlx::query(self.dialect.lock_citizen())
            .bind(citizen.0.to_vec())
            .fetch_all(&mut *write.tx)
            .await?;
        let rows = self.load(&mut write.tx, citizen).await?;
        let decision = decide(&rows);
        if !decision.ops.is_empty() {
            for op in &decision.ops {
                tables::apply(&mut write.tx, &*self.seal, citizen, op).await?;
            }
            write.tx.commit().await?;
        }
        Ok(decision.answer)
    }

    /// Begins a transaction that will write, after waiting for its turn.
    pub(crate) async fn begin(&self) -> Result<Write<'_>, StoreError> {
        let turn = self.writers.acquire().await.expect("never closed");
        let tx = self.pool.begin_with(self.dialect.begin()).await?;
        Ok(Write { tx, _turn: turn })
    }

    async fn load(&self, conn: &mut AnyConnection, citizen: Citizen) -> Result<Rows, StoreError> {
        tables::load(conn, &*self.seal, citizen).await
    }
}

/// A transaction and the turn to write. Dropped without a commit, it leaves nothing.
pub(crate) struct Write<'s> {
    pub(crate) tx: Transaction<'static, Any>,
    _turn: tokio::sync::SemaphorePermit<'s>,
}

const MAX_ATTEMPTS: u32 = 8;
const BACKOFF: Duration = Duration::from_millis(10);
