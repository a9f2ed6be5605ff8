// SPDX-License-Identifier: EUPL-1.2
//! Cuts a stream of ESC/POS bytes into commands: the subset our slips and printers use.

/// One command of the stream, with the length of everything else known well enough to skip it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command<'a> {
    /// A printable byte, in the table of the moment.
    Text(u8),
    /// LF: print the row and go to the next.
    LineFeed,
    /// ESC @: forget the row begun and all modes.
    Initialise,
    /// ESC t n.
    CodePage(u8),
    /// ESC a n.
    Align(u8),
    /// ESC E n.
    Emphasis(bool),
    /// GS ! n: width minus one in the high half, height minus one in the low.
    Size(u8),
    /// ESC d n: print the row and feed n rows.
    FeedLines(u8),
    /// GS V, ESC i, ESC m, or FS P, which also presents.
    Cut,
    /// GS ( k for QR codes.
    Qr(QrFunction<'a>),
    /// GS r n: answer when everything before is on paper.
    TransmitStatus(u8),
    /// DLE EOT n: answer at once.
    RealTimeStatus(u8),
    /// DLE DC4 8: forget everything not yet printed, at once.
    ClearBuffers,
    /// Known to take this room and to print nothing here.
    Skipped,
}

/// What a GS ( k does to the QR code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QrFunction<'a> {
    /// Sets a property.
    Configure,
    /// Stores the text.
    Store(&'a [u8]),
    /// Prints what was stored.
    Print,
}

impl<'a> Command<'a> {
    /// The first command in `bytes` and its length (1 or more); none if its end has not come yet.
    pub fn first(bytes: &'a [u8]) -> Option<(Self, usize)> {
        match bytes {
            [] => None,
            [0x10, rest @ ..] => data_link(rest),
            [0x1b, rest @ ..] => escape(rest),
            [0x1c, rest @ ..] => file_separator(rest),
            [0x1d, rest @ ..] => group_separator(rest),
            [b'\n', ..] => Some((Self::LineFeed, 1)),
            [control @ 0..0x20, ..] if *control != b'\n' => Some((Self::Skipped, 1)),
            [0x7f, ..] => Some((Self::Skipped, 1)),
            [byte, ..] => Some((Self::Text(*byte), 1)),
        }
    }
}

fn data_link(rest: &[u8]) -> Option<(Command<'_>, usize)> {
    match rest {
        [0x04, n, ..] => Some((Command::RealTimeStatus(*n), 3)),
        [0x05, _, ..] => Some((Command::Skipped, 3)),
        [0x14, 8, 1, 3, 20, 1, 6, 2, 8, ..] => Some((Command::ClearBuffers, 10)),
        [0x14, 8, ..] => sized(rest, Command::Skipped, 9),
        [0x14, ..] => sized(rest, Command::Skipped, 4),
        [] | [0x04 | 0x05] => None,
        [..] => Some((Command::Skipped, 1)),
    }
}

fn escape(rest: &[u8]) -> Option<(Command<'_>, usize)> {
    match rest {
        [] => None,
        [b'@', ..] => Some((Command::Initialise, 2)),
        [b'i' | b'm', ..] => Some((Command::Cut, 2)),
        [b't', n, ..] => Some((Command::CodePage(*n), 3)),
        [b'a', n, ..] => Some((Command::Align(*n), 3)),
        [b'E', n, ..] => Some((Command::Emphasis(n & 1 == 1), 3)),
        [b'd', n, ..] => Some((Command::FeedLines(*n), 3)),
        [b'$' | b'\\', ..] => sized(rest, Command::Skipped, 3),
        [b'2' | b'0' | b'v' | b'L' | b'S' | 0x0c, ..] => Some((Command::Skipped, 2)),
        [..] => sized(rest, Command::Skipped, 2),
    }
}

fn file_separator(rest: &[u8]) -> Option<(Command<'_>, usize)> {
    match rest {
        [] => None,
        [b'P', ..] => sized(rest, Command::Cut, 5),
        [b'&' | b'.', ..] => Some((Command::Skipped, 2)),
        [..] => sized(rest, Command::Skipped, 2),
    }
}

fn group_separator(rest: &[u8]) -> Option<(Command<'_>, usize)> {
    match rest {
        [] => None,
        [b'!', n, ..] => Some((Command::Size(*n), 3)),
        [b'r', n, ..] => Some((Command::TransmitStatus(*n), 3)),
        [b'V', 65 | 66 | 97 | 98 | 103 | 104, ..] => sized(rest, Command::Cut, 3),
        [b'V', _, ..] => Some((Command::Cut, 3)),
        [b'(', ..] => parenthesis(rest),
        [b'L' | b'W' | b'P', ..] => sized(rest, Command::Skipped, 3),
        [b'v', b'0', _, xl, xh, yl, yh, ..] => {
            let dots = usize::from(u16::from_le_bytes([*xl, *xh]))
                * usize::from(u16::from_le_bytes([*yl, *yh]));
            sized(rest, Command::Skipped, 7 + dots)
        }
        [b'v', b'0', ..] => None,
        [..] => sized(rest, Command::Skipped, 2),
    }
}

/// GS ( fn pL pH and as many parameters as that says.
fn parenthesis(rest: &[u8]) -> Option<(Command<'_>, usize)> {
    let (&[_, function, low, high], tail) = rest.split_first_chunk::<4>()?;
    let length = usize::from(u16::from_le_bytes([low, high]));
    let parameters = tail.get(..length)?;
    let command = match (function, parameters) {
        (b'k', [49, 80, _, text @ ..]) => Command::Qr(QrFunction::Store(text)),
        (b'k', [49, 81, ..]) => Command::Qr(QrFunction::Print),
        (b'k', [49, ..]) => Command::Qr(QrFunction::Configure),
        (_, _) => Command::Skipped,
    };
    Some((command, 5 + length))
}

/// `command`, if the `length` bytes that follow its first have come.
fn sized<'a>(rest: &[u8], command: Command<'a>, length: usize) -> Option<(Command<'a>, usize)> {
    (rest.len() >= length).then_some((command, length + 1))
}
