// SPDX-License-Identifier: EUPL-1.2
//! Listens on the control socket and does to the slots what it is told.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::{Value, json};

use super::{Order, obey};
use crate::error::on_one_line;
use crate::slot::Slot;

/// Serves every client of `listener` in its own thread, for ever.
pub fn serve(slots: &Arc<[Arc<Slot>]>, listener: &UnixListener) {
    for client in listener.incoming().flatten() {
        let slots = Arc::clone(slots);
        // A client that cannot be attended to sees its socket closed.
        thread::spawn(move || drop(attend(&slots, client)));
    }
}

fn attend(slots: &[Arc<Slot>], client: UnixStream) -> io::Result<()> {
    let writer = Arc::new(Mutex::new(client.try_clone()?));
    for (reader, slot) in slots.iter().enumerate() {
        tell_events(reader, slot, &writer);
    }
    for line in BufReader::new(client).lines() {
        write_line(&writer, &answer(slots, &line?))?;
    }
    Ok(())
}

fn tell_events(reader: usize, slot: &Slot, client: &Arc<Mutex<UnixStream>>) {
    let events = slot.watch();
    let client = Arc::clone(client);
    thread::spawn(move || {
        for event in events {
            let mut line = json!(event);
            line["reader"] = json!(reader);
            if write_line(&client, &line).is_err() {
                return;
            }
        }
    });
}

fn answer(slots: &[Arc<Slot>], line: &str) -> Value {
    match Order::from_json(line) {
        Ok(order) => obey(slots, order).unwrap_or_else(|error| refusal(&error)),
        Err(error) => refusal(&error),
    }
}

fn refusal(error: &dyn std::error::Error) -> Value {
    json!({ "ok": false, "error": on_one_line(error) })
}

fn write_line(client: &Mutex<UnixStream>, value: &Value) -> io::Result<()> {
    let mut client = client.lock().unwrap_or_else(PoisonError::into_inner);
    client.write_all(format!("{value}\n").as_bytes())
}
