// SPDX-License-Identifier: EUPL-1.2
//! What is in the slot, as one thread sees it while it holds the lock.

use std::net::{Shutdown, TcpStream};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::{Counters, Faults, Insertion, NOTICED};
use crate::card::{Card, StatusWord};
use crate::control::Event;
use crate::log::ApduLog;
use crate::store::CardDir;

#[derive(Debug)]
pub(super) struct State {
    pub(super) inserted: Option<Inserted>,
    pub(super) insertions: u64,
    pub(super) empty_until: Instant,
    pub(super) cable: Option<TcpStream>,
    pub(super) held: Option<u8>,
    pub(super) faults: Faults,
    pub(super) counters: Counters,
    pub(super) log: Option<ApduLog>,
    pub(super) watchers: Vec<Sender<Event>>,
}

#[derive(Debug)]
pub(super) struct Inserted {
    pub(super) dir: CardDir,
    pub(super) card: Card,
}

impl State {
    pub(super) fn is_current(&self, insertion: Insertion) -> bool {
        self.inserted.is_some() && self.insertions == insertion.0
    }

    pub(super) fn current(&mut self, insertion: Insertion) -> Option<&mut Inserted> {
        let current = self.is_current(insertion);
        self.inserted.as_mut().filter(|_| current)
    }

    pub(super) fn take_out(&mut self, gap: Duration) {
        if self.inserted.take().is_some() {
            tracing::info!("card removed");
            self.empty_until = Instant::now() + gap;
        }
        self.held = None;
        if let Some(cable) = self.cable.take() {
            // The other end may have hung up first: then there is nothing left to cut.
            let _ = cable.shutdown(Shutdown::Both);
        }
    }

    pub(super) fn pull(&mut self, ins: u8) -> Option<Vec<u8>> {
        self.take_out(NOTICED);
        self.tell(&Event::Pulled {
            ins: format!("{ins:02X}"),
        });
        None
    }

    /// Executes, and answers only what is durable: if it cannot be, it did not happen.
    pub(super) fn execute(&mut self, insertion: Insertion, apdu: &[u8]) -> Option<Vec<u8>> {
        let Inserted { dir, card } = self.current(insertion)?;
        let before = card.clone();
        let exchange = card.exchange(apdu);
        let saved = if exchange.changed {
            dir.save(card.codes())
        } else {
            Ok(())
        };
        let response = saved.map_or_else(
            |error| {
                tracing::error!(%error, "the card cannot remember");
                *card = before;
                StatusWord::MEMORY_FAILURE.bytes().to_vec()
            },
            |()| exchange.response,
        );
        self.counters.count(apdu, &response);
        if let Some(log) = &mut self.log {
            log.exchange(apdu, &response);
        }
        Some(response)
    }

    pub(super) fn tell(&mut self, event: &Event) {
        self.watchers
            .retain(|watcher| watcher.send(event.clone()).is_ok());
    }
}
