// SPDX-License-Identifier: EUPL-1.2
//! The receipt of an activation: which facts it carries and in which order.

use std::fmt;

use activation_protocol::{IdCarta, ReceiptCode};

use crate::slip::{Line, Slip};

/// The facts of a receipt. There is no place in it for a name, a codice fiscale or a PIN.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The service that printed it, at the top.
    pub service: String,
    /// The outcome in one sentence.
    pub title: String,
    /// Date and time, as people write them.
    pub when: String,
    /// The totem's code.
    pub totem: String,
    /// Where the totem stands.
    pub place: String,
    /// The code a desk can look up, if one was given.
    pub practice_code: Option<ReceiptCode>,
    /// The end of the new card's number, if a new card was read.
    pub card: Option<CardTail>,
    /// What to do next, in order.
    pub next_steps: Vec<String>,
    /// Who answers the telephone, and when.
    pub phone: String,
    /// The words beside the facts.
    pub labels: ReceiptLabels,
}

/// The words beside the facts, in the citizen's language.
#[derive(Debug, Clone)]
pub struct ReceiptLabels {
    /// Beside date and time.
    pub when: String,
    /// Beside the totem's code.
    pub totem: String,
    /// Beside the place.
    pub place: String,
    /// Beside the end of the card's number.
    pub card: String,
    /// Above the practice code.
    pub practice_code: String,
    /// Above the steps.
    pub next_steps: String,
    /// Above the telephone.
    pub phone: String,
}

/// The last four digits of a card's number: enough to tell two cards apart, not to name one.
#[derive(Clone, PartialEq, Eq)]
pub struct CardTail(String);

impl From<&IdCarta> for CardTail {
    fn from(card: &IdCarta) -> Self {
        Self(card.last4().to_owned())
    }
}

impl fmt::Debug for CardTail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardTail(****)")
    }
}

impl From<&Receipt> for Slip {
    fn from(receipt: &Receipt) -> Self {
        let mut lines = vec![
            Line::Heading(receipt.service.clone()),
            Line::Separator,
            Line::Feed(1),
            Line::Title(receipt.title.clone()),
            Line::Feed(1),
        ];
        lines.extend(facts(receipt));
        if let Some(code) = &receipt.practice_code {
            lines.extend([
                Line::Separator,
                Line::Heading(receipt.labels.practice_code.clone()),
                Line::Feed(1),
                Line::Code(code.to_string()),
                Line::Feed(1),
            ]);
        }
        lines.extend(next_steps(receipt));
        lines.push(Line::Separator);
        lines.push(Line::Heading(receipt.labels.phone.clone()));
        lines.push(Line::Paragraph(receipt.phone.clone()));
        Slip { lines }
    }
}

fn facts(receipt: &Receipt) -> impl Iterator<Item = Line> {
    let labels = &receipt.labels;
    let card = receipt
        .card
        .as_ref()
        .map(|tail| (&labels.card, format!("**** {}", tail.0)));
    [
        (&labels.when, receipt.when.clone()),
        (&labels.totem, receipt.totem.clone()),
        (&labels.place, receipt.place.clone()),
    ]
    .into_iter()
    .chain(card)
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| Line::Pair {
        key: key.clone(),
        value,
    })
}

fn next_steps(receipt: &Receipt) -> Vec<Line> {
    if receipt.next_steps.is_empty() {
        return Vec::new();
    }
    let items = receipt
        .next_steps
        .iter()
        .zip(1..)
        .map(|(text, number)| Line::Item {
            marker: format!("{number}."),
            text: text.clone(),
        });
    [
        Line::Separator,
        Line::Heading(receipt.labels.next_steps.clone()),
    ]
    .into_iter()
    .chain(items)
    .collect()
}
