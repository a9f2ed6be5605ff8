// SPDX-License-Identifier: EUPL-1.2
//! `state.json` is replaced as a whole, so a power cut leaves old or new.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::EmulatorError;
use crate::card::{Code, Codes};

const STATE: &str = "state.json";
const NEXT: &str = "state.json.next";

/// The only form in which codes are written down.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct Record {
    pin: String,
    puk: String,
    pin_tries: u8,
    puk_tries: u8,
}

pub(super) fn load(dir: &Path) -> Result<Codes, EmulatorError> {
    let path = dir.join(STATE);
    let bytes = Zeroizing::new(fs::read(&path).map_err(EmulatorError::file(&path))?);
    let record: Record =
        serde_json::from_slice(&bytes).map_err(|source| EmulatorError::Record {
            path: path.clone(),
            source,
        })?;
    let code = |digits, what| {
        Code::from_digits(digits).ok_or(EmulatorError::Impossible {
            path: path.clone(),
            what,
        })
    };
    Ok(Codes {
        pin: code(&record.pin, "this PIN")?,
        puk: code(&record.puk, "this PUK")?,
        pin_tries: record.pin_tries,
        puk_tries: record.puk_tries,
    })
}

/// Writes a new file, then renames it over the old one, with both steps on the disk.
pub(super) fn save(dir: &Path, codes: &Codes) -> Result<(), EmulatorError> {
    let record = Record {
        pin: codes.pin.digits().to_owned(),
        puk: codes.puk.digits().to_owned(),
        pin_tries: codes.pin_tries,
        puk_tries: codes.puk_tries,
    };
    let next = dir.join(NEXT);
    let text = serde_json::to_vec(&record).map_err(|source| EmulatorError::Record {
        path: next.clone(),
        source,
    })?;
    let bytes = Zeroizing::new(text);
    write_through(&next, &bytes)
        .and_then(|()| fs::rename(&next, dir.join(STATE)))
        .and_then(|()| File::open(dir)?.sync_all())
        .map_err(EmulatorError::file(next))
}

/// The codes of a card that has none: both blocked for ever.
pub(super) fn none() -> Codes {
    let blank = || Code::from_block(*b"00000000").unwrap_or_else(|| unreachable!("eight digits"));
    Codes {
        pin: blank(),
        puk: blank(),
        pin_tries: 0,
        puk_tries: 0,
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(pin: &str, pin_tries: u8) -> Codes {
        let code = |digits| Code::from_digits(digits).expect("a code");
        Codes {
            pin: code(pin),
            puk: code("87654321"),
            pin_tries,
            puk_tries: 3,
        }
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let dir = tempfile::tempdir().expect("a directory");
        save(dir.path(), &codes("12345", 3)).expect("saves");
        save(dir.path(), &codes("9753102", 1)).expect("saves over");
        assert_eq!(load(dir.path()).expect("loads"), codes("9753102", 1));
    }

    #[test]
    fn half_a_new_state_leaves_the_old_one_in_force() {
        let dir = tempfile::tempdir().expect("a directory");
        save(dir.path(), &codes("12345", 2)).expect("saves");
        fs::write(dir.path().join(NEXT), b"{\"pin\":\"97").expect("power cut");
        assert_eq!(load(dir.path()).expect("loads"), codes("12345", 2));
        save(dir.path(), &codes("97531", 3)).expect("and the next save works");
        assert_eq!(load(dir.path()).expect("loads"), codes("97531", 3));
    }

    #[test]
    fn an_impossible_pin_is_reported_without_being_shown() {
        let dir = tempfile::tempdir().expect("a directory");
        let text = r#"{"pin":"12a45","puk":"87654321","pin_tries":3,"puk_tries":3}"#;
        fs::write(dir.path().join(STATE), text).expect("writes");
        let message = load(dir.path()).expect_err("refused").to_string();
        assert!(
            message.contains("this PIN") && !message.contains("12a45"),
            "{message}"
        );
    }
}
