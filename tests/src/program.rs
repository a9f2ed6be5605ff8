// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A program of this workspace, run to its end with nothing around it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program and what it is told.
#[derive(Debug)]
pub struct Program {
    command: Command,
    input: String,
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
        let input = String::new();
        Self { command, input }
    }

    /// With these arguments.
    pub fn told<S: AsRef<std::ffi::OsStr>>(mut self, arguments: &[S]) -> Self {
        self.command.args(arguments);
        self
    }

    /// In this folder.
    pub fn at(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// With these lines on standard input.
    pub fn hearing(mut self, input: &str) -> Self {
        input.clone_into(&mut self.input);
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn run(mut self) -> Ended {
        let piped = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that refuses its arguments does not wait for input.
        let _ = stdin.write_all(self.input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Ended {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
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
            "more or less than a line: {self:?}"
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

/// Test programs lie in `target/PROFILE/deps`, the others one folder up.
fn path_of(name: &str) -> PathBuf {
    let myself = std::env::current_exe().expect("a test program");
    let path = myself
        .ancestors()
        .nth(2)
        .expect("a target folder")
        .join(name);
    assert!(
        path.is_file(),
        "{name} is not built: cargo build --workspace"
    );
    path
}
