// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A child of the world: it logs to a file, and it is gone when its owner is.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

const PATIENCE: Duration = Duration::from_secs(5);

/// A running program.
#[derive(Debug)]
pub(super) struct Process {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program whose stderr goes to `logs/NAME.log`, after what is there already.
    pub(super) fn start(name: &'static str, dir: &Path, command: &mut Command) -> Result<Self> {
        let log = log_file(dir, name);
        let file = File::options().create(true).append(true).open(&log)?;
        let child = command
            .stderr(Stdio::from(file))
            .spawn()
            .with_context(|| format!("{name} ({}) does not start", program(command)))?;
        Ok(Self { name, child, log })
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn stdin(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    pub(super) fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Fails, with the last words of its log, if it has ended.
    pub(super) fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!(
                "{} has ended: {status}: {}",
                self.name,
                last_words(&self.log)
            ),
        }
    }

    /// Asks it to end, and insists after a while.
    pub(super) fn stop(&mut self) {
        if let Ok(id) = i32::try_from(self.id()) {
            // If it has ended already, there is nobody to ask.
            let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
        }
        let start = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program to its end; what it printed, or why it failed.
pub(super) fn run(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} does not start", program(command)))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!("{} failed: {complaint}{printed}", program(command));
    }
    Ok(printed)
}

pub(super) fn log_file(dir: &Path, name: &str) -> PathBuf {
    dir.join("logs").join(name).with_extension("log")
}

fn program(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The end of a log, enough to see why.
fn last_words(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(5).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join(" | ")
}
