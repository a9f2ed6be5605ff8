// SPDX-License-Identifier: EUPL-1.2
//! What every test of the line starts from: a slip, an emulated printer, short times.

use std::path::Path;
use std::time::Duration;

use receipt::{Line, PaperLine, PrinterProfile, Slip, decode};
use receipt_printer::PrinterConfig;
use tempfile::TempDir;

use crate::emulator::PrinterEmulator;

/// Longer than anything here may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) fn slip(words: &str) -> Slip {
    Slip {
        lines: vec![
            Line::Title("È attiva".into()),
            Line::Paragraph(words.into()),
        ],
    }
}

pub(crate) fn long_slip() -> Slip {
    Slip {
        lines: (0..60)
            .map(|n| Line::Paragraph(format!("riga {n}")))
            .collect(),
    }
}

pub(crate) fn bench(profile: &str) -> (TempDir, PrinterEmulator, PrinterConfig) {
    let dir = TempDir::new().expect("a directory");
    let emulator = PrinterEmulator::start(dir.path().join("printer")).expect("a printer");
    let config = config(emulator.device(), profile);
    (dir, emulator, config)
}

pub(crate) fn config(device: &Path, profile: &str) -> PrinterConfig {
    let profile = PrinterProfile::builtin(profile).expect("built in");
    PrinterConfig {
        answer_within: Duration::from_millis(700),
        print_within: Duration::from_secs(2),
        ask_every: Duration::from_millis(50),
        ..PrinterConfig::new(device, 115_200, profile)
    }
}

pub(crate) fn on_paper(emulator: &PrinterEmulator) -> Vec<Vec<PaperLine>> {
    emulator.slips().iter().map(|bytes| decode(bytes)).collect()
}

pub(crate) fn words(rows: &[PaperLine]) -> String {
    rows.iter()
        .map(PaperLine::text)
        .collect::<Vec<_>>()
        .join("\n")
}
