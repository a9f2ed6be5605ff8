// SPDX-License-Identifier: EUPL-1.2
//! Everything that can go wrong around the card, in one list.

use std::path::PathBuf;

/// What can go wrong around the card. (Inside it, a status word says so.)
#[derive(Debug, thiserror::Error)]
pub enum EmulatorError {
    /// A file or directory could not be read or written.
    #[error("cannot use {}", path.display())]
    File {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// `card.toml` or a generation is not the TOML it should be.
    #[error("{} is not understood", path.display())]
    Sheet {
        /// The file.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// `state.json` or `deck.json` is not the JSON it should be.
    #[error("{} is not understood", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: serde_json::Error,
    },
    /// A value in a card directory cannot be on a card.
    #[error("{}: {what} cannot be on a card", path.display())]
    Impossible {
        /// The file that holds the value.
        path: PathBuf,
        /// Which value.
        what: &'static str,
    },
    /// No generation has this name.
    #[error("no generation of cards is called {name}")]
    UnknownGeneration {
        /// The name asked for.
        name: String,
    },
    /// More copies of a deck than there are invented citizens.
    #[error("at most {most} copies of a deck can be made")]
    TooManyCopies {
        /// The limit.
        most: usize,
    },
    /// The private key is not an RSA key in PKCS#8 PEM.
    #[error("the private key is not RSA in PKCS#8 PEM")]
    Key(#[source] rsa::pkcs8::Error),
    /// The public half of a key has no PKCS#1 form.
    #[error("the public key cannot be encoded")]
    PublicKey(#[source] rsa::pkcs1::Error),
    /// A certificate or CRL could not be made.
    #[error("cannot make the certificate or CRL")]
    Certificate(#[from] rcgen::Error),
    /// A date falls outside the calendar.
    #[error("a date of the deck is outside the calendar")]
    Date(#[from] time::error::ComponentRange),
    /// A habit that cards do not have, or not in this way.
    #[error("no such habit")]
    Habits(#[source] serde_json::Error),
    /// A file that `replay` was given was not written by `--log`.
    #[error("this is no log of cns-emulator")]
    NoLog,
    /// A line of a log is none.
    #[error("line {number} of the log is not understood")]
    LogLine {
        /// From 1.
        number: usize,
    },
    /// The virtual machine could not be reached.
    #[error("cannot reach the virtual machine")]
    Machine(#[source] std::io::Error),
    /// QEMU, or who stands in its place, says what the protocol does not know.
    #[error("the other end does not speak the VSCard protocol")]
    NoVscard,
    /// The virtual machine wants no reader, or not this card.
    #[error("the virtual machine refused, with error {code}")]
    MachineRefused {
        /// As of the VSCard protocol.
        code: u32,
    },
    /// There is no reader with this number.
    #[error("there is no reader {reader}")]
    NoReader {
        /// From 0.
        reader: usize,
    },
    /// The control socket could not be used.
    #[error("cannot use the control socket")]
    Control(#[source] std::io::Error),
    /// The emulator refused a control request.
    #[error("the emulator refused: {reason}")]
    Refused {
        /// Its own words.
        reason: String,
    },
    /// The emulator sent a control line that is not understood.
    #[error("the emulator sent a line that is not understood")]
    ControlLine(#[source] serde_json::Error),
    /// The emulator closed the control socket.
    #[error("the emulator closed the control socket")]
    Closed,
    /// No event came in time.
    #[error("no event came in time")]
    NoEvent,
}

impl EmulatorError {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }

    pub(crate) fn sheet(path: impl Into<PathBuf>) -> impl FnOnce(toml::de::Error) -> Self {
        let path = path.into();
        |source| Self::Sheet {
            path,
            source: Box::new(source),
        }
    }
}

/// An error with its causes, on one line.
pub(crate) fn on_one_line(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let causes: Vec<_> = causes.map(ToString::to_string).collect();
    causes.join(": ").trim_end().replace('\n', " ")
}
