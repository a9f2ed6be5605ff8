// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `--print-config`: each effective value, and which layer it came from.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use config::{Environment, Source, Value, ValueKind};

use super::{ConfigError, layers};

/// The effective configuration as TOML, each line with its origin in a comment.
///
/// # Errors
/// [`ConfigError::Layers`].
pub fn explain(file: Option<&Path>) -> Result<String, ConfigError> {
    let merged = layers(file, Environment::default())?;
    let sections: BTreeMap<String, Value> = merged
        .collect()
        .map_err(ConfigError::Layers)?
        .into_iter()
        .collect();
    let mut text = String::new();
    for (section, values) in sections {
        let _ = writeln!(text, "[{section}]");
        if let ValueKind::Table(table) = values.kind {
            for (key, value) in table.into_iter().collect::<BTreeMap<_, _>>() {
                let origin = value.origin().unwrap_or("built-in default").to_owned();
                let _ = writeln!(text, "{key} = {}  # {origin}", toml_of(&value));
            }
        }
        text.push('\n');
    }
    Ok(text)
}

fn toml_of(value: &Value) -> String {
    match &value.kind {
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::Array(items) => {
            let items: Vec<String> = items.iter().map(toml_of).collect();
            format!("[{}]", items.join(", "))
        }
        ValueKind::Nil
        | ValueKind::Boolean(_)
        | ValueKind::I64(_)
        | ValueKind::I128(_)
        | ValueKind::U64(_)
        | ValueKind::U128(_)
        | ValueKind::Float(_)
        | ValueKind::Table(_) => value.to_string(),
    }
}
