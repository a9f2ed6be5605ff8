// SPDX-License-Identifier: EUPL-1.2
//! `kiosk`: which totems may ask. Every command works beside a running server.

use activation_protocol::KioskId;
use activation_store::{Invitation, Kiosk as KioskRow, KioskStatus};
use anyhow::anyhow;
use clap::{Args, Subcommand};
use time::Duration;

use super::{Done, load};
use crate::cli::ConfigArg;
use crate::config::Config;
use crate::enrolment_code::EnrolmentCode;
use crate::registry::{self, Registry};
use crate::tls::Authority;
use crate::{clock, console, random};

/// Which kiosks may ask.
#[derive(Debug, Subcommand)]
pub(crate) enum Kiosk {
    /// Invite a totem: prints the one-time code to type there, good for 24 hours.
    Add(Add),
    /// Approve a totem that presented its key, after comparing the fingerprint.
    Approve(Approve),
    /// List all totems.
    List(ConfigArg),
    /// Let a totem work no more, at once.
    Disable(Disable),
}

impl Kiosk {
    pub(crate) async fn run(self) -> Done {
        match self {
            Self::Add(add) => add.run().await,
            Self::Approve(approve) => approve.run().await,
            Self::List(config) => list(&load(&config.config)?).await,
            Self::Disable(disable) => disable.run().await,
        }
    }
}

/// Invite a totem.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The number on its plate.
    #[arg(long, value_parser = label)]
    asset_tag: String,
    /// What its place is called on screens and slips.
    #[arg(long, value_parser = label)]
    place: String,
    /// Its code on screens and slips; the number on its plate unless said.
    #[arg(long, value_parser = label)]
    totem: Option<String>,
    /// Whoever has the code is approved: for trials, where nobody compares fingerprints.
    #[arg(long)]
    auto_approve: bool,
    #[command(flatten)]
    config: ConfigArg,
}

impl Add {
    async fn run(self) -> Done {
        let registry = Registry::open(&load(&self.config.config)?).await?;
        let code = EnrolmentCode::generate()?;
        let kiosk = KioskRow {
            id: KioskId(random::uuid()?),
            totem: self.totem.unwrap_or_else(|| self.asset_tag.clone()),
            asset_tag: self.asset_tag,
            place: self.place,
            enabled: true,
            enrolment: None,
            csr: None,
            fingerprint: None,
            certificate: None,
        };
        let invitation = Invitation {
            code_hash: if self.auto_approve {
                code.digest_of_approved()
            } else {
                code.digest()
            },
            until: clock::now().plus(CODE_LIFETIME),
        };
        registry.store.invite_kiosk(&kiosk, invitation).await?;
        Ok(console::say(code.to_string())?)
    }
}

/// Approve a totem.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["id", "fingerprint"]))]
pub(crate) struct Approve {
    /// Its id, as `kiosk list` shows it.
    id: Option<KioskId>,
    /// The fingerprint on its screen, or its first characters.
    #[arg(long)]
    fingerprint: Option<String>,
    #[command(flatten)]
    config: ConfigArg,
}

impl Approve {
    async fn run(self) -> Done {
        let config = load(&self.config.config)?;
        let registry = Registry::open(&config).await?;
        let kiosks = registry.store.kiosks().await?;
        let mut matching = kiosks
            .iter()
            .filter(|kiosk| kiosk.status() == KioskStatus::Pending && self.means(kiosk));
        let kiosk = match (matching.next(), matching.next()) {
            (Some(kiosk), None) => kiosk,
            (Some(_), Some(_)) => return Err(anyhow!("several kiosks have that").into()),
            (None, _) => return Err(anyhow!("no kiosk that waits for approval has that").into()),
        };
        let authority = Authority::load(&config.kiosks.authority, &config.kiosks.authority_key)?;
        let validity = (
            clock::instant(clock::now()),
            config.kiosks.certificate_valid(),
        );
        if !registry::approve(&registry.store, &authority, kiosk, validity).await? {
            return Err(anyhow!("the kiosk does not wait for approval").into());
        }
        Ok(console::say(format!("approved {}", kiosk.id))?)
    }

    fn means(&self, kiosk: &KioskRow) -> bool {
        let Some(fingerprint) = &kiosk.fingerprint else {
            return false;
        };
        let is_shown = |shown: &String| {
            shown.len() >= FINGERPRINT_MIN && fingerprint.starts_with(&shown.to_lowercase())
        };
        self.id == Some(kiosk.id) || self.fingerprint.as_ref().is_some_and(is_shown)
    }
}

/// Let a totem work no more.
#[derive(Debug, Args)]
pub(crate) struct Disable {
    /// Its id, as `kiosk list` shows it.
    id: KioskId,
    #[command(flatten)]
    config: ConfigArg,
}

impl Disable {
    async fn run(self) -> Done {
        let registry = Registry::open(&load(&self.config.config)?).await?;
        if !registry.store.enable_kiosk(self.id, false).await? {
            return Err(anyhow!("no kiosk has this id").into());
        }
        Ok(console::say(format!("disabled {}", self.id))?)
    }
}

/// A line each: id, state, plate, fingerprint, place.
async fn list(config: &Config) -> Done {
    let registry = Registry::open(config).await?;
    for kiosk in registry.store.kiosks().await? {
        let status = match kiosk.status() {
            KioskStatus::Invited => "invited",
            KioskStatus::Pending => "pending",
            KioskStatus::Active => "active",
            KioskStatus::Disabled => "disabled",
        };
        let fingerprint = kiosk.fingerprint.as_deref().unwrap_or("-");
        console::say(format!(
            "{}\t{status}\t{}\t{fingerprint}\t{}",
            kiosk.id, kiosk.asset_tag, kiosk.place
        ))?;
    }
    Ok(())
}

/// What fits on a slip, and in one column of the list.
fn label(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let is_plain = !text.is_empty() && !text.contains(char::is_control);
    if is_plain && text.chars().count() <= LABEL_MAX {
        Ok(text.to_owned())
    } else {
        Err("1 to 80 characters, none of them a control character")
    }
}

const LABEL_MAX: usize = 80;
const CODE_LIFETIME: Duration = Duration::hours(24);
/// Fewer characters than this could be anybody's.
const FINGERPRINT_MIN: usize = 8;
