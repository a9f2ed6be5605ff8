// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Puts the printer's mechanism at the end of a pseudo-terminal that a kiosk opens as its device.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::pty::openpty;
use nix::sys::termios::{SetArg, cfmakeraw, tcgetattr, tcsetattr};
use nix::unistd::ttyname;

use super::mechanism::{Mechanism, PaperSupply};

/// A receipt printer that exists only in software, behind a real serial device.
///
/// All its faults can be set while a kiosk is printing on it.
#[derive(Debug)]
pub struct PrinterEmulator {
    link: PathBuf,
    mechanism: Arc<Mutex<Mechanism>>,
    cable: Option<Cable>,
}

impl PrinterEmulator {
    /// Starts a printer whose device is the symbolic link `link`, which is made (and made anew if
    /// an older run has left it).
    ///
    /// # Errors
    /// If there is no pseudo-terminal to be had or the link cannot be made.
    pub fn start(link: impl Into<PathBuf>) -> io::Result<Self> {
        let mut printer = Self {
            link: link.into(),
            mechanism: Arc::new(Mutex::new(Mechanism::default())),
            cable: None,
        };
        printer.plug_in()?;
        Ok(printer)
    }

    /// The device a kiosk is to open.
    pub fn device(&self) -> &Path {
        &self.link
    }

    /// Sets what is on the roll. With a new roll the printer goes on with what it still holds.
    pub fn set_paper(&self, paper: PaperSupply) {
        self.change(|printer| {
            printer.paper = paper;
            printer.paper_left = None;
        });
    }

    /// Lets the roll end after `bytes` more bytes have been printed.
    pub fn run_out_after(&self, bytes: usize) {
        self.change(|printer| printer.paper_left = Some(bytes));
    }

    /// Opens or closes the cover.
    pub fn set_cover_open(&self, open: bool) {
        self.change(|printer| printer.cover_open = open);
    }

    /// Jams the knife, which shows at the next cut, or frees it.
    pub fn set_cutter_jammed(&self, jammed: bool) {
        self.change(|printer| printer.cutter_jammed = jammed);
    }

    /// Makes the printer deaf and mute, or brings it back.
    pub fn set_dead(&self, dead: bool) {
        self.change(|printer| printer.dead = dead);
    }

    /// Makes the printer deaf and mute after `bytes` more bytes have been printed.
    pub fn die_after(&self, bytes: usize) {
        self.change(|printer| printer.life_left = Some(bytes));
    }

    /// Pulls the cable: the device is gone, and with it whatever was under way.
    pub fn unplug(&mut self) {
        if let Some(cable) = self.cable.take() {
            cable.pull();
            // If someone else has removed the link already, it is gone as it should be.
            let _ = std::fs::remove_file(&self.link);
        }
    }

    /// Plugs the cable in again, at a new pseudo-terminal behind the same link.
    ///
    /// # Errors
    /// As [`PrinterEmulator::start`].
    pub fn plug_in(&mut self) -> io::Result<()> {
        self.unplug();
        self.cable = Some(Cable::lay(&self.link, &self.mechanism)?);
        Ok(())
    }

    /// The bytes of every slip cut off so far.
    pub fn slips(&self) -> Vec<Vec<u8>> {
        lock(&self.mechanism).slips().to_vec()
    }

    /// The bytes printed since the last cut: what hangs out of the mouth.
    pub fn hanging(&self) -> Vec<u8> {
        lock(&self.mechanism).hanging().to_vec()
    }

    fn change(&self, change: impl FnOnce(&mut Mechanism)) {
        let mut printer = lock(&self.mechanism);
        change(&mut printer);
        let answers = printer.run();
        if let Some(cable) = &self.cable {
            cable.answer(&answers);
        }
    }
}

impl Drop for PrinterEmulator {
    fn drop(&mut self) {
        self.unplug();
    }
}

/// One pseudo-terminal and the thread that listens at it.
#[derive(Debug)]
struct Cable {
    line: Arc<File>,
    /// Closing this end wakes the thread and ends it.
    stop: UnixStream,
    thread: JoinHandle<()>,
}

impl Cable {
    fn lay(link: &Path, mechanism: &Arc<Mutex<Mechanism>>) -> io::Result<Self> {
        let pty = openpty(None, None)?;
        // A child process that kept the line open would keep it alive after the cable is pulled.
        for end in [&pty.master, &pty.slave] {
            fcntl(end, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC))?;
        }
        let mut settings = tcgetattr(&pty.slave)?;
        cfmakeraw(&mut settings);
        tcsetattr(&pty.slave, SetArg::TCSANOW, &settings)?;
        make_link(&ttyname(&pty.slave)?, link)?;
        let line = Arc::new(File::from(pty.master));
        let (stop, stopped) = UnixStream::pair()?;
        let listener = Listener {
            line: Arc::clone(&line),
            mechanism: Arc::clone(mechanism),
            stopped,
            _device: pty.slave,
        };
        let thread = thread::Builder::new()
            .name("printer emulator".into())
            .spawn(|| listener.run())?;
        Ok(Self { line, stop, thread })
    }

    fn answer(&self, answers: &[u8]) {
        // Nobody listening is not the printer's concern.
        let _ = (&*self.line).write_all(answers);
    }

    fn pull(self) {
        drop(self.stop);
        // A panic on that thread has been reported by the panic hook already.
        let _ = self.thread.join();
    }
}

struct Listener {
    line: Arc<File>,
    mechanism: Arc<Mutex<Mechanism>>,
    stopped: UnixStream,
    /// Held open so that the line survives a kiosk that closes it.
    _device: OwnedFd,
}

impl Listener {
    fn run(self) {
        let mut bytes = [0; 512];
        while self.wait_for_bytes() {
            match (&*self.line).read(&mut bytes) {
                Ok(0) => return,
                Ok(count) => self.take(bytes.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    }

    fn take(&self, bytes: &[u8]) {
        let answers = lock(&self.mechanism).receive(bytes);
        // Nobody listening is not the printer's concern.
        let _ = (&*self.line).write_all(&answers);
    }

    /// Waits until there are bytes to read; false when the cable is pulled.
    fn wait_for_bytes(&self) -> bool {
        let mut fds = [
            PollFd::new(self.line.as_fd(), PollFlags::POLLIN),
            PollFd::new(self.stopped.as_fd(), PollFlags::POLLIN),
        ];
        while let Err(error) = poll(&mut fds, PollTimeout::NONE) {
            if error != Errno::EINTR {
                return false;
            }
        }
        fds[1].any() != Some(true)
    }
}

fn lock(mechanism: &Mutex<Mechanism>) -> MutexGuard<'_, Mechanism> {
    mechanism.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The link appears in one step, also over an old one.
fn make_link(device: &Path, link: &Path) -> io::Result<()> {
    let fresh = link.with_extension("new");
    match std::fs::remove_file(&fresh) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    symlink(device, &fresh)?;
    std::fs::rename(&fresh, link)
}
