// SPDX-License-Identifier: EUPL-1.2
//! What was released, to which kiosk and when: an append-only file whose lines hang together.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use activation_protocol::{ActivationId, Hash, KioskId, ReleaseNo, SecretMode, SessionId};
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use crate::VaultError;
use crate::quota::MONTH_S;

/// One release. Opaque ids only; the card is named by a keyed digest.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// Seconds since 1970.
    pub(crate) at: u64,
    pub(crate) kiosk: KioskId,
    pub(crate) session: SessionId,
    pub(crate) activation: ActivationId,
    pub(crate) card: String,
    pub(crate) secret_mode: SecretMode,
    pub(crate) release_no: ReleaseNo,
}

/// The open file and the entries that still count.
pub(crate) struct Ledger {
    file: File,
    /// Of the lines that hang together, bytes.
    len: u64,
    head: Hash,
    recent: Vec<Entry>,
}

/// A line: the entry as it was hashed, and SHA-256(head before ‖ entry), hexadecimal.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    entry: &'a serde_json::value::RawValue,
    hash: String,
}

impl Ledger {
    /// Opens or makes the file, locks it and checks every line. A last line without its end was
    /// never answered for, and is cut off.
    pub(crate) fn open(path: &Path) -> Result<Self, VaultError> {
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)
            .map_err(VaultError::Ledger)?;
        file.try_lock().map_err(|_| VaultError::LedgerInUse)?;
        let text = read_whole_lines(&mut file).map_err(VaultError::Ledger)?;
        let mut ledger = Self {
            file,
            len: len_of(&text),
            head: [0; 32],
            recent: Vec::new(),
        };
        for (index, line) in text.lines().enumerate() {
            let broken = VaultError::LedgerBroken { line: index + 1 };
            let entry = ledger.follow(line).ok_or(broken)?;
            ledger.recent.push(entry);
        }
        Ok(ledger)
    }

    /// The releases of the last thirty days.
    pub(crate) fn recent(&mut self, now: u64) -> &[Entry] {
        self.recent
            .retain(|entry| entry.at.saturating_add(MONTH_S) > now);
        &self.recent
    }

    /// Appends an entry, durable when it returns. What an append that failed left behind, on a
    /// full disk, is cut off first: the chain must not break there.
    pub(crate) fn append(&mut self, entry: Entry) -> Result<(), VaultError> {
        let raw = serde_json::value::to_raw_value(&entry).expect("an entry is plain data");
        let head = next_head(&self.head, raw.get());
        let line = Line {
            entry: &raw,
            hash: hex(&head),
        };
        let mut text = serde_json::to_string(&line).expect("a line is plain data");
        text.push('\n');
        self.file
            .set_len(self.len)
            .and_then(|()| self.file.write_all(text.as_bytes()))
            .and_then(|()| self.file.sync_data())
            .map_err(VaultError::Ledger)?;
        self.len += len_of(&text);
        self.head = head;
        self.recent.push(entry);
        Ok(())
    }

    /// Takes the next line if it hangs on the head.
    fn follow(&mut self, line: &str) -> Option<Entry> {
        let line: Line<'_> = serde_json::from_str(line).ok()?;
        let head = next_head(&self.head, line.entry.get());
        if line.hash != hex(&head) {
            return None;
        }
        self.head = head;
        serde_json::from_str(line.entry.get()).ok()
    }
}

fn read_whole_lines(file: &mut File) -> io::Result<String> {
    let mut text = String::new();
    file.rewind()?;
    file.read_to_string(&mut text)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    if whole < text.len() {
        text.truncate(whole);
        file.set_len(len_of(&text))?;
    }
    Ok(text)
}

fn len_of(text: &str) -> u64 {
    u64::try_from(text.len()).expect("a file length fits")
}

fn next_head(head: &Hash, entry: &str) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(b"PUNTOSI-LEDGER/1");
    context.update(head);
    context.update(entry.as_bytes());
    let mut next = [0; 32];
    next.copy_from_slice(context.finish().as_ref());
    next
}

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
