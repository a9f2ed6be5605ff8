// SPDX-License-Identifier: EUPL-1.2
//! Listens on the control socket and does to the slot what it is told.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::Request;
use crate::slot::Slot;

/// Serves every client of `listener` in its own thread, for ever.
pub fn serve(slot: &Arc<Slot>, listener: &UnixListener) {
    for client in listener.incoming().flatten() {
        let slot = Arc::clone(slot);
        // A client that cannot be attended to sees its socket closed.
        thread::spawn(move || drop(attend(&slot, client)));
    }
}

fn attend(slot: &Arc<Slot>, client: UnixStream) -> io::Result<()> {
    let writer = Arc::new(Mutex::new(client.try_clone()?));
    let events = slot.watch();
    let to_client = Arc::clone(&writer);
    thread::spawn(move || {
        for event in events {
            if write_line(&to_client, &json!(event)).is_err() {
                return;
            }
        }
    });
    for line in BufReader::new(client).lines() {
        write_line(&writer, &answer(slot, &line?))?;
    }
    Ok(())
}

fn answer(slot: &Slot, line: &str) -> Value {
    match serde_json::from_str(line) {
        Ok(request) => obey(slot, request),
        Err(error) => refusal(&error),
    }
}

fn obey(slot: &Slot, request: Request) -> Value {
    let done = match request {
        Request::Insert { card } => slot.insert(&card),
        Request::Swap { card, gap_ms } => slot.swap(&card, Duration::from_millis(gap_ms)),
        Request::Remove => {
            slot.remove();
            Ok(())
        }
        Request::Hold { ins } => {
            slot.hold(ins);
            Ok(())
        }
        Request::Release => {
            slot.release();
            Ok(())
        }
        Request::PullAt { ins, when } => {
            slot.pull_at(ins, when);
            Ok(())
        }
        Request::Delay { ms } => {
            slot.delay(Duration::from_millis(ms));
            Ok(())
        }
        Request::ResetCounters => {
            slot.reset_counters();
            Ok(())
        }
        Request::Status => return status(slot),
    };
    done.map_or_else(|error| refusal(&error), |()| json!({ "ok": true }))
}

fn status(slot: &Slot) -> Value {
    let mut answer = json!(slot.status());
    answer["ok"] = json!(true);
    answer
}

/// The error with its causes, on one line.
fn refusal(error: &dyn std::error::Error) -> Value {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let text = causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ");
    json!({ "ok": false, "error": text.replace('\n', " ") })
}

fn write_line(client: &Mutex<UnixStream>, value: &Value) -> io::Result<()> {
    let mut client = client.lock().unwrap_or_else(PoisonError::into_inner);
    client.write_all(format!("{value}\n").as_bytes())
}
