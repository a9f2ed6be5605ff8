// SPDX-License-Identifier: EUPL-1.2
//! One command and its whole answer, whatever the reader's protocol makes of it.

use super::{Command, Response, Transport};
use crate::{CardChannel, CardError, StatusWord, commands};

/// Sends a command and collects its answer.
///
/// `61xx` is followed by GET RESPONSE; `6Cxx` by the same command with the Le the card named, once,
/// and only if it asks for data; an extended command whose form the card refuses is sent again
/// chained. A command that carries a PIN is short and asks for no data: it is never sent twice.
///
/// # Errors
/// [`CardError::Channel`] without an answer; [`CardError::CommandTooLong`] before anything is
/// sent; [`CardError::Status`] when a part of a chain is refused.
pub fn exchange(
    channel: &mut dyn CardChannel,
    command: Command,
    transport: Transport,
) -> Result<Response, CardError> {
    let mut transport = transport;
    let mut response = send(channel, &command, transport)?;
    if command.is_long() && transport == Transport::Extended && refuses_form(response.status) {
        transport = Transport::Chained;
        response = send(channel, &command, transport)?;
    }
    if let StatusWord::WrongExpectedLength(length) = response.status
        && command.expects_data()
    {
        response = send(channel, &command.expecting(length), transport)?;
    }
    collect(channel, response)
}

fn send(
    channel: &mut dyn CardChannel,
    command: &Command,
    transport: Transport,
) -> Result<Response, CardError> {
    let frames = command.frames(transport)?;
    let (last, chain) = frames.split_last().ok_or(CardError::CommandTooLong)?;
    for frame in chain {
        let status = Response::parse(channel.transmit(frame)?)?.status;
        if status != StatusWord::Success {
            return Err(CardError::Status {
                instruction: command.instruction(),
                status,
            });
        }
    }
    Ok(Response::parse(channel.transmit(last)?)?)
}

/// Whether the card did not take the command apart at all.
fn refuses_form(status: StatusWord) -> bool {
    [StatusWord::WrongLength, StatusWord::ClassNotSupported].contains(&status)
}

fn collect(channel: &mut dyn CardChannel, mut response: Response) -> Result<Response, CardError> {
    for _ in 0..LONGEST_COLLECTION {
        let StatusWord::MoreData(length) = response.status else {
            break;
        };
        let next = more(channel, length)?;
        response.data.extend_from_slice(&next.data);
        response.status = next.status;
    }
    Ok(response)
}

/// GET RESPONSE; a card that promised one length and insists on another is given its way once.
fn more(channel: &mut dyn CardChannel, length: u8) -> Result<Response, CardError> {
    let promised = send(channel, &commands::get_response(length), Transport::Short)?;
    let StatusWord::WrongExpectedLength(exact) = promised.status else {
        return Ok(promised);
    };
    send(channel, &commands::get_response(exact), Transport::Short)
}

/// A card that never stops promising more data ends as the status `61xx`.
const LONGEST_COLLECTION: usize = 16;
