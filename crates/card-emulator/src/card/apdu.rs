// SPDX-License-Identifier: EUPL-1.2
//! A command arrives as bytes in one of seven shapes.

use super::StatusWord;

/// A command APDU taken apart. No Debug: it may carry a PIN.
#[derive(Clone, Copy)]
pub(super) struct Apdu<'a> {
    pub(super) cla: u8,
    pub(super) ins: u8,
    pub(super) p1: u8,
    pub(super) p2: u8,
    pub(super) data: &'a [u8],
    /// Bytes wanted at most (1 to 65536); `None` when there is no Le field.
    pub(super) le: Option<usize>,
    /// There was a body at all: Lc or Le.
    pub(super) has_body: bool,
}

impl<'a> Apdu<'a> {
    /// Source: ISO/IEC 7816-4:2020, 5.2 (cases 1 to 4, short and extended).
    pub(super) fn parse(bytes: &'a [u8], extended: bool) -> Result<Self, StatusWord> {
        let Some((&[cla, ins, p1, p2], body)) = bytes.split_first_chunk::<4>() else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        let (data, le): (&[u8], Option<usize>) = match body {
            [] => (&[], None),
            [le] => (&[], Some(short_le(*le))),
            [0, high, low, rest @ ..] if extended => extended_body(word(*high, *low), rest)?,
            [0, ..] => return Err(StatusWord::WRONG_LENGTH),
            [lc, rest @ ..] => short_body(usize::from(*lc), rest)?,
        };
        Ok(Self {
            cla,
            ins,
            p1,
            p2,
            data,
            le,
            has_body: !body.is_empty(),
        })
    }
}

type Body<'a> = Result<(&'a [u8], Option<usize>), StatusWord>;

fn short_body(lc: usize, rest: &[u8]) -> Body<'_> {
    match rest.split_at_checked(lc) {
        Some((data, [])) => Ok((data, None)),
        Some((data, [le])) => Ok((data, Some(short_le(*le)))),
        _ => Err(StatusWord::WRONG_LENGTH),
    }
}

fn extended_body(length: usize, rest: &[u8]) -> Body<'_> {
    if rest.is_empty() {
        return Ok((&[], Some(extended_le(length))));
    }
    match rest.split_at_checked(length) {
        Some((data, [])) => Ok((data, None)),
        Some((data, [high, low])) if length > 0 => Ok((data, Some(extended_le(word(*high, *low))))),
        _ => Err(StatusWord::WRONG_LENGTH),
    }
}

fn word(high: u8, low: u8) -> usize {
    usize::from(high) << 8 | usize::from(low)
}

fn short_le(le: u8) -> usize {
    if le == 0 { 256 } else { usize::from(le) }
}

fn extended_le(le: usize) -> usize {
    if le == 0 { 65536 } else { le }
}
