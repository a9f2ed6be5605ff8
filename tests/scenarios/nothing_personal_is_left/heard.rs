// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Looks for values in all that a totem and a backend said, field by field, whatever is encoded
//! decoded.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kiosk_lab::world::{Exchange, Message};
use serde_json::Value;

use super::search::Secret;

/// A value where it was said.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Said {
    /// Request line and part of the message.
    pub(super) place: String,
    /// What it is; never the value.
    pub(super) what: String,
}

/// What both sides said of `secrets`.
pub(super) fn said(exchanges: &[Exchange], secrets: &[Secret]) -> Vec<Said> {
    let mut found = Vec::new();
    for exchange in exchanges {
        let asked = exchange.request.start.as_str();
        for (side, message) in [("asks", &exchange.request), ("hears", &exchange.response)] {
            for (part, text) in parts(message) {
                let holding = secrets.iter().filter(|secret| holds(&text, secret));
                found.extend(holding.map(|secret| Said {
                    place: format!("{} {side} {part}", route(asked)),
                    what: secret.what.clone(),
                }));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether the protocol sends it there: certificate and number of a card, where the totem shows the
/// backend the card in its reader.
pub(super) fn is_of_the_protocol(said: &Said) -> bool {
    let shown = [
        "POST /v1/card-checks",
        "PUT /v1/sessions/…",
        "PUT /v1/sessions/…/new-card",
    ];
    let at = |field: &str| {
        let places = shown.map(|route| format!("{route} asks body.card.{field}"));
        places.contains(&said.place)
    };
    let of_the_card = said.what.ends_with("id_carta");
    let of_the_holder = ["codice_fiscale", "surname", "name"]
        .iter()
        .any(|field| said.what.ends_with(field));
    at("id_carta") && of_the_card || at("cert") && (of_the_card || of_the_holder)
}

/// The request line without what differs from visit to visit.
fn route(start: &str) -> String {
    let Some((method, rest)) = start.split_once(' ') else {
        return start.to_owned();
    };
    let path = rest.split(' ').next().unwrap_or_default();
    let parts = path.split('/').map(|part| {
        let is_id = part.len() > 16 || part.bytes().all(|byte| byte.is_ascii_digit());
        if is_id && !part.is_empty() {
            "…"
        } else {
            part
        }
    });
    format!("{method} {}", parts.collect::<Vec<_>>().join("/"))
}

/// Every part of a message by name: start line, headers, and each value of the body.
fn parts(message: &Message) -> Vec<(String, Part)> {
    let mut parts = vec![("start".to_owned(), Part::Text(message.start.clone()))];
    let header = |header: &String| ("header".to_owned(), Part::Text(header.clone()));
    parts.extend(message.headers.iter().map(header));
    match serde_json::from_str(&message.body) {
        Ok(body) => walk("body", &body, &mut parts),
        Err(_) => parts.push(("body".to_owned(), Part::Text(message.body.clone()))),
    }
    parts
}

/// A text, or a number, which is no more than itself.
enum Part {
    Text(String),
    Number(String),
}

fn walk(path: &str, value: &Value, parts: &mut Vec<(String, Part)>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                parts.push((format!("{path} names"), Part::Text(name.clone())));
                walk(&format!("{path}.{name}"), field, parts);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(path, item, parts)),
        Value::String(text) => parts.push((path.to_owned(), Part::Text(text.clone()))),
        Value::Number(number) => parts.push((path.to_owned(), Part::Number(number.to_string()))),
        Value::Bool(_) | Value::Null => {}
    }
}

/// A time of ten digits is not the PIN that may stand in its midst.
fn holds(part: &Part, secret: &Secret) -> bool {
    match part {
        Part::Number(number) => secret.is_all_of(number.as_bytes()),
        Part::Text(text) => {
            let decoded = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
            secret.is_in(text.as_bytes()) || secret.is_in(&decoded)
        }
    }
}
