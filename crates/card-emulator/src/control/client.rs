// SPDX-License-Identifier: EUPL-1.2
//! Tests and test benches move cards through this, without writing JSON.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Event, Request, Status};
use crate::EmulatorError;
use crate::card::StatusWord;
use crate::slot::{Habits, Torn, When};

/// A blocking client of the control socket.
#[derive(Debug)]
pub struct Client {
    socket: BufReader<UnixStream>,
    /// Bytes of a line that has not ended yet.
    partial: Vec<u8>,
    events: VecDeque<Event>,
    reader: usize,
}

impl Client {
    /// Connects, waiting up to `patience` for the emulator to be there.
    pub fn connect(path: &Path, patience: Duration) -> Result<Self, EmulatorError> {
        let start = Instant::now();
        loop {
            match UnixStream::connect(path) {
                Ok(socket) => {
                    let socket = BufReader::new(socket);
                    return Ok(Self {
                        socket,
                        partial: Vec::new(),
                        events: VecDeque::new(),
                        reader: 0,
                    });
                }
                Err(error) if start.elapsed() >= patience => {
                    return Err(EmulatorError::Control(error));
                }
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    /// From here on speaks to, and hears of, the reader with this number; at first it is 0.
    #[must_use]
    pub fn at_reader(self, reader: usize) -> Self {
        Self { reader, ..self }
    }

    /// Any request, for those that have no function of their own.
    pub fn request(&mut self, request: &Request) -> Result<(), EmulatorError> {
        self.ask(request).map(drop)
    }

    /// Puts a card in.
    pub fn insert(&mut self, card: &Path) -> Result<(), EmulatorError> {
        self.ask(&Request::Insert {
            card: card.to_owned(),
        })
        .map(drop)
    }

    /// Takes the card out.
    pub fn remove(&mut self) -> Result<(), EmulatorError> {
        self.ask(&Request::Remove).map(drop)
    }

    /// Takes the card out and puts another in a second later.
    pub fn swap(&mut self, card: &Path) -> Result<(), EmulatorError> {
        self.ask(&Request::Swap {
            card: card.to_owned(),
            gap_ms: 1000,
            ins: None,
        })
        .map(drop)
    }

    /// Puts another card in the place of the one there, and the reader does not notice.
    pub fn swap_unnoticed(&mut self, card: &Path) -> Result<(), EmulatorError> {
        self.request(&Request::Swap {
            card: card.to_owned(),
            gap_ms: 0,
            ins: None,
        })
    }

    /// Holds back the answer to the next APDU with this INS.
    pub fn hold(&mut self, ins: u8) -> Result<(), EmulatorError> {
        self.request(&Request::Hold { ins, ms: None })
    }

    /// Lets the held answer go.
    pub fn release(&mut self) -> Result<(), EmulatorError> {
        self.ask(&Request::Release).map(drop)
    }

    /// The card leaves at the next APDU with this INS.
    pub fn pull_at(&mut self, ins: u8, when: When) -> Result<(), EmulatorError> {
        self.pull_at_with(ins, when, Torn::Nothing)
    }

    /// The same, with 0 bytes or 1 of the answer getting out.
    pub fn pull_at_with(&mut self, ins: u8, when: When, bytes: Torn) -> Result<(), EmulatorError> {
        self.request(&Request::PullAt { ins, when, bytes })
    }

    /// The next APDUs with this INS are not executed and are answered so.
    pub fn answer(&mut self, ins: u8, sw: StatusWord, times: u32) -> Result<(), EmulatorError> {
        self.request(&Request::Answer { ins, sw, times })
    }

    /// The card loses its power for a moment, and the reader does not notice.
    pub fn forget(&mut self) -> Result<(), EmulatorError> {
        self.request(&Request::Forget { ins: None })
    }

    /// From now on every card is mute, or none is.
    pub fn mute(&mut self, on: bool) -> Result<(), EmulatorError> {
        self.request(&Request::Mute { on })
    }

    /// From now on every card has these habits too.
    pub fn quirks(&mut self, set: Habits) -> Result<(), EmulatorError> {
        self.request(&Request::Quirks { set })
    }

    /// From now on every answer takes as long as on a real card, or no time.
    pub fn realistic(&mut self, on: bool) -> Result<(), EmulatorError> {
        self.request(&Request::Realistic { on })
    }

    /// Ends every fault, standing or ordered.
    pub fn heal(&mut self) -> Result<(), EmulatorError> {
        self.request(&Request::Heal)
    }

    /// From now on, adds so many milliseconds to every answer.
    pub fn delay(&mut self, ms: u64) -> Result<(), EmulatorError> {
        self.ask(&Request::Delay { ms }).map(drop)
    }

    /// Counts APDUs and bytes afresh.
    pub fn reset_counters(&mut self) -> Result<(), EmulatorError> {
        self.ask(&Request::ResetCounters).map(drop)
    }

    /// What is so now.
    pub fn status(&mut self) -> Result<Status, EmulatorError> {
        let answer = self.ask(&Request::Status)?;
        serde_json::from_value(answer).map_err(EmulatorError::ControlLine)
    }

    /// The next event, if it comes within `patience`.
    pub fn next_event(&mut self, patience: Duration) -> Result<Event, EmulatorError> {
        let deadline = Instant::now() + patience;
        while self.events.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(EmulatorError::NoEvent);
            }
            let line = self.read_line(Some(left))?;
            self.keep_event(line)?;
        }
        self.events.pop_front().ok_or(EmulatorError::NoEvent)
    }

    fn ask(&mut self, request: &Request) -> Result<Value, EmulatorError> {
        let mut line = serde_json::to_value(request).map_err(EmulatorError::ControlLine)?;
        line["reader"] = self.reader.into();
        let socket = self.socket.get_mut();
        socket
            .write_all(format!("{line}\n").as_bytes())
            .map_err(EmulatorError::Control)?;
        loop {
            let answer = self.read_line(None)?;
            match (answer["ok"].as_bool(), &answer["error"]) {
                (Some(true), _) => return Ok(answer),
                (Some(false), reason) => {
                    let reason = reason.as_str().unwrap_or_default().to_owned();
                    return Err(EmulatorError::Refused { reason });
                }
                (None, _) => self.keep_event(answer)?,
            }
        }
    }

    fn keep_event(&mut self, line: Value) -> Result<(), EmulatorError> {
        let reader = line["reader"].as_u64().unwrap_or(0);
        let event = serde_json::from_value(line).map_err(EmulatorError::ControlLine)?;
        if usize::try_from(reader) == Ok(self.reader) {
            self.events.push_back(event);
        }
        Ok(())
    }

    fn read_line(&mut self, patience: Option<Duration>) -> Result<Value, EmulatorError> {
        self.socket
            .get_ref()
            .set_read_timeout(patience)
            .map_err(EmulatorError::Control)?;
        match self.socket.read_until(b'\n', &mut self.partial) {
            Ok(0) => return Err(EmulatorError::Closed),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Err(EmulatorError::NoEvent);
            }
            Err(error) => return Err(EmulatorError::Control(error)),
        }
        let line = std::mem::take(&mut self.partial);
        serde_json::from_slice(&line).map_err(EmulatorError::ControlLine)
    }
}
