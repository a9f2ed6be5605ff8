// SPDX-License-Identifier: EUPL-1.2
//! What a request does to a slot, be it heard on the socket or on the command line.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::Request;
use crate::EmulatorError;
use crate::slot::{Mishap, Pull, Slot};

/// A request, and the reader it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// From 0.
    pub reader: usize,
    /// What to do there.
    pub request: Request,
}

impl Order {
    /// From a line such as `{"do":"remove","reader":1}`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn from_json(line: &str) -> serde_json::Result<Self> {
        Self::from_value(serde_json::from_str(line)?)
    }

    /// From words such as `pull-at ins=2A when=after bytes=1 reader=1`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn from_words(text: &str) -> serde_json::Result<Self> {
        let mut words = text.split_whitespace();
        let mut line = json!({ "do": words.next().unwrap_or_default() });
        for word in words {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            // An INS or status word may look like a number and is none.
            let is_text = matches!(key, "ins" | "sw" | "card" | "when");
            let number = Some(value).filter(|_| !is_text);
            let value = number.and_then(|value| serde_json::from_str(value).ok());
            line[key] = value.unwrap_or_else(|| text_after(word).into());
        }
        Self::from_value(line)
    }

    fn from_value(mut line: Value) -> serde_json::Result<Self> {
        let reader = line.as_object_mut().and_then(|line| line.remove("reader"));
        Ok(Self {
            reader: reader.map_or(Ok(0), serde_json::from_value)?,
            request: serde_json::from_value(line)?,
        })
    }
}

fn text_after(word: &str) -> &str {
    word.split_once('=').map_or("", |(_, value)| value)
}

/// Does what is asked; the answer for the client.
pub fn obey(slots: &[Arc<Slot>], order: Order) -> Result<Value, EmulatorError> {
    let reader = order.reader;
    let slot = slots
        .get(reader)
        .ok_or(EmulatorError::NoReader { reader })?;
    if order.request == Request::Status {
        let mut answer = json!(slot.status());
        answer["ok"] = json!(true);
        answer["reader"] = json!(reader);
        return Ok(answer);
    }
    act(slot, order.request)?;
    Ok(json!({ "ok": true }))
}

fn act(slot: &Slot, request: Request) -> Result<(), EmulatorError> {
    match request {
        Request::Insert { card } => slot.insert(&card)?,
        Request::Remove => slot.remove(),
        Request::Swap {
            card,
            ins: Some(ins),
            ..
        } => slot.arm(ins, Mishap::Swap(card)),
        Request::Swap { card, gap_ms, .. } => slot.swap(&card, Duration::from_millis(gap_ms))?,
        Request::Hold { ins, ms } => slot.arm(ins, Mishap::Hold(ms.map(Duration::from_millis))),
        Request::Release => slot.release(),
        Request::PullAt { ins, when, bytes } => slot.arm(ins, Mishap::Pull(Pull { when, bytes })),
        Request::Answer { ins, sw, times } => slot.arm(ins, Mishap::Answer(sw, times)),
        Request::Forget { ins: Some(ins) } => slot.arm(ins, Mishap::Forget),
        Request::Forget { ins: None } => slot.forget(),
        Request::Mute { on } => slot.mute(on),
        Request::Quirks { set } => slot.habits(&set)?,
        Request::Delay { ms } => slot.delay(Duration::from_millis(ms)),
        Request::Realistic { on } => slot.realistic(on),
        Request::Heal => slot.heal(),
        Request::ResetCounters => slot.reset_counters(),
        // Answered before: it does nothing.
        Request::Status => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_json_say_the_same() {
        for (words, line) in [
            ("remove", r#"{"do":"remove"}"#),
            (
                "pull-at ins=24 when=after bytes=1",
                r#"{"do":"pull-at","ins":"24","when":"after","bytes":1}"#,
            ),
            (
                "answer ins=B0 sw=9000 times=3 reader=1",
                r#"{"do":"answer","ins":"B0","sw":"9000","times":3,"reader":1}"#,
            ),
            ("mute on=true", r#"{"do":"mute","on":true}"#),
            (
                r#"quirks set={"end_of_file":"9000"}"#,
                r#"{"do":"quirks","set":{"end_of_file":"9000"}}"#,
            ),
        ] {
            let order = Order::from_json(line).expect(line);
            assert_eq!(Order::from_words(words).expect(words), order);
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_reason() {
        for (words, named) in [
            ("", "unknown variant"),
            ("explode", "explode"),
            ("hold", "ins"),
            ("hold ins=zz", "hexadecimal"),
            ("hold ins=24 for=ever", "for"),
            ("mute on=maybe", "boolean"),
            ("remove reader=x", "invalid type"),
        ] {
            let error = Order::from_words(words).expect_err(words).to_string();
            assert!(error.contains(named), "{words}: {error}");
        }
    }
}
