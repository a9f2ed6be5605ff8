// SPDX-License-Identifier: EUPL-1.2
//! The cable to pcscd: vsmartcard's vpcd, with the card as client.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use socket2::SockRef;

use crate::slot::{Answer, Insertion, Slot};

const RETRY: Duration = Duration::from_millis(100);
const POWER_OFF: u8 = 0;
const POWER_ON: u8 = 1;
const RESET: u8 = 2;
const SEND_ATR: u8 = 4;
const LEFT: Answer = Answer::Torn(Vec::new());

/// Connects the slot to `address` (`host:port`) whenever there is a card in it, for ever.
///
/// To vpcd a connection is an inserted card and its end a removed one.
pub fn serve(slot: &Slot, address: &str) -> ! {
    let mut reachable = true;
    loop {
        let insertion = slot.wait_for_card();
        let cable = TcpStream::connect(address);
        if let Err(error) = &cable
            && std::mem::replace(&mut reachable, false)
        {
            tracing::warn!(address, %error, "no virtual reader there yet, trying again");
        }
        reachable |= cable.is_ok();
        let ended = cable.and_then(|cable| attend(slot, insertion, cable));
        slot.unplug();
        // pcscd is not there yet, or restarts: the card stays in and tries again.
        if ended.is_err() || slot.holds_still(insertion) {
            std::thread::sleep(RETRY);
        }
    }
}

/// One insertion, until either side leaves.
fn attend(slot: &Slot, insertion: Insertion, mut cable: TcpStream) -> io::Result<()> {
    cable.set_nodelay(true)?;
    if !slot.plug(insertion, cable.try_clone()?) {
        return Ok(());
    }
    slot.power_on(insertion);
    tracing::info!("card connected to the virtual reader");
    loop {
        let frame = read_frame(&mut cable)?;
        let answer = match frame.as_slice() {
            [POWER_OFF] => continue,
            [POWER_ON | RESET] => {
                slot.power_on(insertion);
                continue;
            }
            [SEND_ATR] => slot.atr(insertion).map_or(LEFT, Answer::Whole),
            apdu => slot.exchange(insertion, apdu),
        };
        match answer {
            Answer::Whole(answer) => write_frame(&mut cable, &answer)?,
            Answer::Torn(nothing) if nothing.is_empty() => return Ok(()),
            Answer::Torn(piece) => return write_frame(&mut cable, &piece),
        }
    }
}

fn read_frame(cable: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut length = [0; 2];
    cable.read_exact(&mut length)?;
    // vpcd sends the length by itself and Nagle keeps the rest back until we acknowledge it, which
    // the kernel puts off for 40 ms unless told otherwise, each time.
    SockRef::from(&*cable).set_tcp_quickack(true)?;
    let mut frame = vec![0; usize::from(u16::from_be_bytes(length))];
    cable.read_exact(&mut frame)?;
    Ok(frame)
}

fn write_frame(cable: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    let length = u16::try_from(answer.len()).map_err(io::Error::other)?;
    cable.write_all(&[&length.to_be_bytes()[..], answer].concat())
}
