// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A program of this workspace, run to its end with nothing around it.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// Longer than any program takes to say what it is waited for to say.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program and what it is told.
#[derive(Debug)]
pub struct Program {
    command: Command,
    talk: Vec<Talk>,
}

/// What happens at standard input before it is closed.
#[derive(Debug)]
enum Talk {
    Say(String),
    Await(String),
}

/// What came of it.
#[derive(Debug)]
pub struct Ended {
    /// The exit status; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Program {
    /// One of the programs in `target/`.
    pub fn named(name: &str) -> Self {
        let command = Command::new(path_of(name));
        let talk = Vec::new();
        Self { command, talk }
    }

    /// With these arguments.
    pub fn told<S: AsRef<OsStr>>(mut self, arguments: &[S]) -> Self {
        self.command.args(arguments);
        self
    }

    /// In this folder.
    pub fn at(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Then writes these lines to its standard input.
    pub fn hearing(mut self, lines: &str) -> Self {
        self.talk.push(Talk::Say(lines.to_owned()));
        self
    }

    /// Then waits until a line of its standard output holds this word.
    pub fn until(mut self, word: &str) -> Self {
        self.talk.push(Talk::Await(word.to_owned()));
        self
    }

    /// Runs it to its end; its input ends when nothing more is to be said or waited for.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn run(self) -> Ended {
        let mut command = self.command;
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the program starts");
        let stdin = child.stdin.take().expect("a pipe");
        let stdout = child.stdout.take().expect("a pipe");
        let mut stderr = child.stderr.take().expect("a pipe");
        let (heard, lines) = channel();
        thread::spawn(move || converse(stdin, self.talk, &lines));
        let complaints = thread::spawn(move || {
            let mut bytes = Vec::new();
            // What could be read will do.
            let _ = stderr.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let out = listen(stdout, &heard);
        Ended {
            code: child.wait().expect("the program ends").code(),
            out,
            err: complaints.join().expect("no panic"),
        }
    }
}

impl Ended {
    /// Asserts that it refused its configuration in one line that says all of this.
    ///
    /// # Panics
    /// If it did anything else.
    pub fn refused(&self, words: &[&str]) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert_eq!(
            self.err.trim_end().lines().count(),
            1,
            "not one line: {self:?}"
        );
        for word in words {
            assert!(self.err.contains(word), "no word of {word}: {}", self.err);
        }
    }

    /// Asserts that it did not panic.
    ///
    /// # Panics
    /// If it did.
    pub fn calm(&self) {
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

/// Reads to the end, and passes each line on to whoever waits for one.
fn listen(stdout: impl std::io::Read, heard: &Sender<String>) -> String {
    let mut out = String::new();
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        out.push_str(&line);
        out.push('\n');
        // Nobody may be waiting any more.
        let _ = heard.send(line);
    }
    out
}

/// A program that refuses its arguments does not listen, and one that says nothing is not waited
/// for for ever: its input ends, and the test sees what is missing.
fn converse(mut stdin: impl std::io::Write, talk: Vec<Talk>, lines: &Receiver<String>) {
    for turn in talk {
        match turn {
            Talk::Say(text) => {
                let _ = stdin
                    .write_all(text.as_bytes())
                    .and_then(|()| stdin.flush());
            }
            Talk::Await(word) => {
                while let Ok(line) = lines.recv_timeout(PATIENCE) {
                    if line.contains(&word) {
                        break;
                    }
                }
            }
        }
    }
}

/// Test programs lie in `target/PROFILE/deps`, the others one folder up.
fn path_of(name: &str) -> PathBuf {
    let myself = std::env::current_exe().expect("a test program");
    let folder = myself.ancestors().nth(2).expect("a target folder");
    let path = folder.join(name);
    assert!(
        path.is_file(),
        "{name} is not built: cargo build --workspace"
    );
    path
}
