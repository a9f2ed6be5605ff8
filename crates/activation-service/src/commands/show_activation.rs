// SPDX-License-Identifier: EUPL-1.2
//! `show activation`: what is kept of an activation, and whether its signatures still verify.

use activation_protocol::{CardId, MinimumKey, ReceiptCode};
use activation_rules::{
    ActivationRow, ActivationState, EvidenceKind, EvidenceRow, Rows, Signature, Timestamp,
};
use activation_store::Address;
use anyhow::{Context, Result, anyhow};
use clap::Args;
use serde::Serialize;
use time::format_description::well_known::Rfc3339;

use super::{Done, load};
use crate::cli::ConfigArg;
use crate::registry::Registry;
use crate::signatures::verdict;
use crate::{clock, console};

/// Show an activation by the code on its slip.
#[derive(Debug, Args)]
pub(crate) struct ShowActivation {
    /// The code on the slip, e.g. 7K3M-9QTZ-C.
    code: String,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: ConfigArg,
}

/// What is shown; it names no person.
#[derive(Serialize)]
struct Shown {
    receipt_code: String,
    state: &'static str,
    updated_at: String,
    releases: u16,
    old_card: &'static str,
    new_card: &'static str,
    new_card_last4: Option<String>,
    evidence: Vec<ShownEvidence>,
    signatures_valid: bool,
}

#[derive(Serialize)]
struct ShownEvidence {
    statement: &'static str,
    at: String,
    crl_number: Option<u64>,
    signature_valid: bool,
}

impl ShowActivation {
    pub(crate) async fn run(self) -> Done {
        let config = load(&self.config.config)?;
        let registry = Registry::open(&config).await?;
        let code = ReceiptCode::parse(&self.code)?;
        let unknown = || anyhow!("no activation has this code");
        let rows = registry.store.read(Address::Receipt(code)).await?;
        let rows = rows.ok_or_else(unknown)?;
        let activation = rows.activations.iter().find(|row| row.receipt_code == code);
        let activation = activation.ok_or_else(unknown)?;
        let shown = show(&rows, activation, config.policy.rules().minimum_key)?;
        if self.json {
            console::say(serde_json::to_string(&shown)?)?;
        } else {
            print(&shown)?;
        }
        if shown.signatures_valid {
            Ok(())
        } else {
            Err(anyhow!("a signature is missing or does not verify").into())
        }
    }
}

fn show(rows: &Rows, activation: &ActivationRow, minimum: MinimumKey) -> Result<Shown> {
    let status = |card| rows.card(card).map_or("unknown", |row| row.status.name());
    let evidence: Vec<ShownEvidence> = rows
        .evidence
        .iter()
        .filter(|row| row.activation == activation.id)
        .map(|row| show_evidence(rows, activation, row, minimum))
        .collect::<Result<_>>()?;
    let has_all = needed(activation.state)
        .iter()
        .all(|kind| evidence.iter().any(|shown| shown.statement == kind.name()));
    Ok(Shown {
        receipt_code: activation.receipt_code.to_string(),
        state: activation.state.name(),
        updated_at: rfc3339(activation.updated_at)?,
        releases: activation.releases,
        old_card: status(activation.old_card),
        new_card: status(activation.new_card),
        new_card_last4: rows
            .card(activation.new_card)
            .and_then(|row| row.id_carta_last4.clone()),
        signatures_valid: has_all && evidence.iter().all(|shown| shown.signature_valid),
        evidence,
    })
}

/// The signature over the kept statement, the certificate by the card's name, the card by the
/// activation, and the statement once more by the session's row while it is kept.
fn show_evidence(
    rows: &Rows,
    activation: &ActivationRow,
    row: &EvidenceRow,
    minimum: MinimumKey,
) -> Result<ShownEvidence> {
    let (certificate, statement) = (Some(&row.certificate), Some(row.statement.0.as_slice()));
    let signature = verdict(certificate, statement, &row.signature, minimum);
    let is_of_the_card = CardId::of_certificate(&row.certificate.0) == row.card;
    let names_the_session = match row.kind {
        EvidenceKind::OldAuth => rows
            .session(row.session)
            .is_none_or(|session| session.old_auth().encode() == row.statement.0),
        EvidenceKind::NewProof => row.card == activation.new_card,
    };
    Ok(ShownEvidence {
        statement: row.kind.name(),
        at: rfc3339(row.at)?,
        crl_number: row.crl_number,
        signature_valid: signature == Signature::Valid && is_of_the_card && names_the_session,
    })
}

/// Which signatures an activation in this state must have.
const fn needed(state: ActivationState) -> &'static [EvidenceKind] {
    match state {
        ActivationState::Confirmed => &[EvidenceKind::OldAuth, EvidenceKind::NewProof],
        ActivationState::None
        | ActivationState::Authorised
        | ActivationState::Released
        | ActivationState::Review
        | ActivationState::Closed => &[EvidenceKind::OldAuth],
    }
}

fn print(shown: &Shown) -> Result<()> {
    let last4 = shown.new_card_last4.as_deref().unwrap_or("?");
    console::say(format!("code:      {}", shown.receipt_code))?;
    console::say(format!("state:     {} ({})", shown.state, shown.updated_at))?;
    console::say(format!("old card:  {}", shown.old_card))?;
    console::say(format!("new card:  {} (…{last4})", shown.new_card))?;
    console::say(format!("releases:  {}", shown.releases))?;
    for evidence in &shown.evidence {
        let verdict = if evidence.signature_valid {
            "verifies"
        } else {
            "DOES NOT VERIFY"
        };
        console::say(format!(
            "signature: {} of {} {verdict}",
            evidence.statement, evidence.at
        ))?;
    }
    Ok(())
}

fn rfc3339(at: Timestamp) -> Result<String> {
    clock::instant(at).format(&Rfc3339).context("a date")
}
