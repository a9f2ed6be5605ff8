// SPDX-License-Identifier: EUPL-1.2
//! The program is killed with no time to say anything, at any moment after a commit.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use kiosk_journal::Journal;

use crate::visit::proof;

/// Where the child writes; without it, this is the parent.
const JOURNAL: &str = "PUNTOSI_TEST_JOURNAL";
const NAME: &str = "killed_right_after_a_commit::every_acknowledged_proof_is_there";

#[test]
fn every_acknowledged_proof_is_there() {
    if let Some(path) = std::env::var_os(JOURNAL) {
        commit_until_killed(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut acknowledged = 0;
    for commits in [1, 2, 40, 7, 1] {
        let mut child = start_child(&path);
        let heard = BufReader::new(child.stdout.take().expect("a pipe"))
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.ends_with("committed"))
            .take(commits)
            .count();
        child.kill().expect("SIGKILL");
        child.wait().expect("it is dead");
        assert_eq!(heard, commits, "the child commits until it is killed");
        acknowledged += u32::try_from(heard).expect("few");

        let journal = Journal::open(&path).expect("nothing to mend");
        let found = journal.depth().unwrap().pending;
        // More may be durable than was heard of: the child does not wait to be heard.
        assert!(found >= acknowledged, "{found} of {acknowledged}");
        acknowledged = found;
    }
}

fn start_child(path: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this test has a file"))
        .args(["--exact", NAME, "--nocapture"])
        .env(JOURNAL, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this test can start itself")
}

/// Says of each commit that it is made, after it is made.
fn commit_until_killed(path: &Path) -> ! {
    let mut journal = Journal::open(path).expect("the last one is dead");
    let mut out = std::io::stdout().lock();
    loop {
        journal.commit(&proof(1), 1).expect("there is room");
        writeln!(out, "\ncommitted").expect("somebody listens");
        out.flush().expect("somebody listens");
    }
}
