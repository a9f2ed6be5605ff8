// SPDX-License-Identifier: EUPL-1.2
//! The cable to a virtual machine: the card device that QEMU puts behind a USB CCID reader.
//!
//! QEMU's `ccid-card-passthru` speaks the VSCard protocol of libcacard; we are its client, the one
//! that owns the card. It knows insertion, removal and commands, but neither power nor reset: a
//! guest that cuts the power of the reader leaves the card's session as it is.

mod address;
mod message;
mod t0;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

pub use address::Address;
use address::Socket;
use message::{Kind, Message};
use t0::T0;

use crate::EmulatorError;
use crate::slot::{Answer, Insertion, Slot};

/// How soon a removed card is noticed.
const GLANCE: Duration = Duration::from_millis(20);
const RETRY: Duration = Duration::from_millis(100);
/// More than a machine that starts needs to answer a greeting.
const GREETING: Duration = Duration::from_secs(10);
/// The longest answer to reset (ISO/IEC 7816-3:2006, 8.1).
const LONGEST_ATR: usize = 33;
const NAME: &[u8] = b"cns-emulator\0";

/// Puts the slot into the machine that listens at `address`, for ever.
pub fn serve(slot: &Slot, address: &Address) -> ! {
    let mut complaint = String::new();
    loop {
        let ended = address.connect().map_err(EmulatorError::Machine);
        let ended = ended.and_then(|socket| Host::greet(socket)?.attend(slot));
        slot.unplug();
        if let Err(error) = ended {
            let text = crate::error::on_one_line(&error);
            if text != complaint {
                tracing::warn!(%address, error = text, "no virtual machine there yet");
                complaint = text;
            }
        }
        thread::sleep(RETRY);
    }
}

/// The machine's end of the cable.
struct Host {
    socket: Socket,
    messages: Receiver<Message>,
}

impl Host {
    /// Introduces itself, and adds a reader.
    fn greet(mut socket: Socket) -> Result<Self, EmulatorError> {
        let messages = read_on(socket.try_clone().map_err(EmulatorError::Machine)?);
        send(&mut socket, &Message::init())?;
        let mut host = Self { socket, messages };
        let greeting = host.messages.recv_timeout(GREETING);
        if !greeting.is_ok_and(|message| message.is_greeting()) {
            return Err(EmulatorError::NoVscard);
        }
        host.send(&Message::new(Kind::ReaderAdd, NAME.to_vec()))?;
        tracing::info!("reader added to the virtual machine");
        Ok(host)
    }

    /// One card after the other, until the machine hangs up.
    fn attend(mut self, slot: &Slot) -> Result<(), EmulatorError> {
        loop {
            match slot.wait_for_card_at_most(GLANCE) {
                Some(insertion) => self.play(slot, insertion)?,
                None => match self.messages.recv_timeout(Duration::ZERO) {
                    Ok(message) => self.without_a_card(&message)?,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                },
            }
        }
    }

    /// One insertion.
    fn play(&mut self, slot: &Slot, insertion: Insertion) -> Result<(), EmulatorError> {
        let atr = slot.atr(insertion).unwrap_or_default();
        if atr.len() > LONGEST_ATR {
            return self.play_mute(slot, insertion);
        }
        self.send(&Message::new(Kind::Atr, t0::atr(&atr)))?;
        slot.power_on(insertion);
        slot.plug_for_good(insertion);
        tracing::info!("card connected to the virtual machine");
        let mut t0 = T0::default();
        while slot.holds_still(insertion) {
            match self.messages.recv_timeout(GLANCE) {
                Ok(message) if message.kind == Kind::Apdu => {
                    self.answer(exchange(slot, insertion, &mut t0, &message.data))?;
                }
                Ok(message) => self.without_a_card(&message)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(EmulatorError::Closed),
            }
        }
        slot.unplug();
        self.send(&Message::new(Kind::CardRemove, Vec::new()))
    }

    /// The machine has no word for a card that does not answer: to it there is none.
    fn play_mute(&mut self, slot: &Slot, insertion: Insertion) -> Result<(), EmulatorError> {
        while slot.holds_still(insertion) {
            match self.messages.recv_timeout(GLANCE) {
                Ok(message) => self.without_a_card(&message)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(EmulatorError::Closed),
            }
        }
        Ok(())
    }

    fn answer(&mut self, answer: Answer) -> Result<(), EmulatorError> {
        match answer {
            Answer::Torn(nothing) if nothing.is_empty() => Ok(()),
            Answer::Whole(bytes) | Answer::Torn(bytes) => {
                self.send(&Message::new(Kind::Apdu, bytes))
            }
        }
    }

    fn without_a_card(&mut self, message: &Message) -> Result<(), EmulatorError> {
        if message.kind == Kind::Flush {
            return self.send(&Message::new(Kind::FlushComplete, Vec::new()));
        }
        // An APDU that was on its way when the card left is lost with it.
        match message.error() {
            None | Some(0) => Ok(()),
            Some(code) => Err(EmulatorError::MachineRefused { code }),
        }
    }

    fn send(&mut self, message: &Message) -> Result<(), EmulatorError> {
        send(&mut self.socket, message)
    }
}

fn exchange(slot: &Slot, insertion: Insertion, t0: &mut T0, tpdu: &[u8]) -> Answer {
    if let Some(fetched) = t0.fetch(tpdu) {
        return Answer::Whole(fetched);
    }
    match slot.exchange(insertion, &t0::with_le(tpdu)) {
        Answer::Whole(response) => Answer::Whole(t0.answer(tpdu, response)),
        torn @ Answer::Torn(_) => torn,
    }
}

fn send(socket: &mut Socket, message: &Message) -> Result<(), EmulatorError> {
    io::Write::write_all(socket, &message.bytes()).map_err(EmulatorError::Machine)
}

/// Reads in a thread of its own, so that half a message is never lost to a timeout.
fn read_on(mut socket: Socket) -> Receiver<Message> {
    let (sender, messages) = channel();
    thread::spawn(move || {
        while let Ok(message) = Message::read(&mut socket) {
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    messages
}
