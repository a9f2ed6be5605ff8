// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A world for each generation, side by side: a visit is spent waiting for pcscd, which looks into
//! its reader every 400 ms.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::{Context as _, Error, Result, ensure};

use super::cell::Cell;

/// Plays these rows with these generations, each in a process of its own, which is this program
/// with `--generation NAME --rows NAMES`; tells each cell as soon as it is there.
///
/// # Errors
/// If one of the worlds does not come to its end.
pub fn play_all(
    generations: &[&str],
    rows: &[String],
    mut tell: impl FnMut(&Cell),
) -> Result<Vec<Cell>> {
    let (sender, receiver) = channel();
    let worlds: Vec<_> = generations
        .iter()
        .map(|generation| {
            let (generation, rows) = ((*generation).to_owned(), rows.to_vec());
            let sender = sender.clone();
            thread::spawn(move || play(&generation, &rows, &sender).context(generation))
        })
        .collect();
    drop(sender);
    let cells: Vec<Cell> = receiver.iter().inspect(|cell| tell(cell)).collect();
    for world in worlds {
        let ended = world.join();
        ended.map_err(|_| Error::msg("a thread panicked"))??;
    }
    Ok(cells)
}

fn play(generation: &str, rows: &[String], cells: &Sender<Cell>) -> Result<()> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["--generation", generation]);
    if !rows.is_empty() {
        command.args(["--rows", &rows.join(",")]);
    }
    let mut world = command.stdout(Stdio::piped()).spawn()?;
    let lines = world.stdout.take().context("a pipe")?;
    for line in BufReader::new(lines).lines() {
        // Whoever waited for cells has gone with an error of its own.
        let _ = cells.send(serde_json::from_str(&line?).context("a line is no cell")?);
    }
    let status = world.wait()?;
    ensure!(status.success(), "{status}");
    Ok(())
}
