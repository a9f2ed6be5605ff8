// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The whole totem, enrolled and waiting for somebody, beside a browser that shows the same page on
//! the same display.

use std::env;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use card_emulator::personalise::Deck;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::browser::{self, Browser};
use super::eye::{Colour, Eye, Place};
use super::{Figure, millis, process_tree, twin};
use crate::glass::{Pages, Target};
use crate::world::{GlassKind, Plan, World};

const RUNS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(20);
/// Until whatever a start leaves behind has settled.
const REST: Duration = Duration::from_secs(3);
const STILL: Duration = Duration::from_secs(10);

/// The dark primary blue of the button and of the service's name.
const BUTTON: Colour = [0x00, 0x4d, 0x99];
/// A place in the header that nothing is written on.
const HEADER: Place = (20, 144);

const FIRST_FRAME: &str = "from the start of the process to the first moment at which the display \
    shows the primary blue at the place of the start button, seen from outside, a look a \
    millisecond; the programs' files are in the page cache and the browser's profile is not new";
const HEADER_DRAWN: &str = "the same for the header, which the totem's very first page has too";
const MEMORY: &str = "proportional set size (smaps_rollup) of the program and all its children, \
    3 s after the first frame, MB of 10^6 bytes";
const IDLE: &str = "user and system time of the program and all its children over 10 s";

/// What was seen of one start.
struct Observation {
    header_ms: f64,
    button_ms: f64,
    memory_mb: f64,
    processes: f64,
    processor: f64,
}

/// A program that is asked to end, and then made to.
struct Running(Child);

/// Where one looks.
struct Observer<'a> {
    eye: Eye,
    button: Place,
    log: &'a Path,
}

pub(super) fn measure(dir: &Path) -> Result<Vec<Figure>> {
    let dir = dir.join("screen");
    let world = World::without_totem(&dir, Plan::new(Deck::SamePerson, GlassKind::Slint))?;
    world.enrol()?;
    let display = world.display.as_ref().context("no display")?.name();
    let button = find_button(&dir, display)?;
    let browser = Browser::new(&dir, twin::write(&dir.join("twin"), &button)?)?;
    let observer = Observer {
        eye: Eye::open(display)?,
        button: beside_the_label(&button),
        log: &dir.join("logs/screen.log"),
    };
    // The first start of each fills caches and profiles.
    observer.first_frame(browser.command(display))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(
            observer
                .observe(totem(&dir, display)?)
                .context("puntosi-kiosk")?,
        );
        theirs.push(
            observer
                .observe(browser.command(display))
                .context("chromium")?,
        );
    }
    Ok(figures(&ours, &theirs))
}

/// The product as it ships: only what surrounds it is the laboratory's.
fn totem(dir: &Path, display: &str) -> Result<Command> {
    let mut command = Command::new(env::current_exe()?.with_file_name("puntosi-kiosk"));
    command
        .arg("--windowed")
        .arg("--config")
        .arg(dir.join("totem.toml"))
        // The laboratory's totems ask their backend all the time.
        .env("PUNTOSI__BACKEND__READINESS_EVERY_MS", "15000")
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("XAUTHORITY");
    Ok(command)
}

/// Lets the totem itself tell where its button is.
fn find_button(dir: &Path, display: &str) -> Result<Target> {
    let mut command = totem(dir, display)?;
    command
        .arg("--lines")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut running = Running(command.spawn().context("puntosi-kiosk does not start")?);
    let pages = Pages::default();
    pages.listen(running.0.stdout.take().context("no lines")?)?;
    let page = pages.await_offer(PATIENCE, "start")?;
    let button = page
        .targets
        .into_iter()
        .find(|target| target.action == "start");
    button.context("the start button is not drawn")
}

fn beside_the_label(button: &Target) -> Place {
    // Pixels of a screen that is 1920 high fit.
    ((button.x + 30.0) as i16, (button.y + button.h / 2.0) as i16)
}

impl Observer<'_> {
    fn observe(&self, command: Command) -> Result<Observation> {
        let (running, header_ms, button_ms) = self.first_frame(command)?;
        thread::sleep(REST);
        let (memory_mb, processes) = process_tree::memory(running.0.id())?;
        let processor = process_tree::processor(running.0.id(), STILL)?;
        drop(running);
        self.eye.await_colour(self.button, BUTTON, false)?;
        Ok(Observation {
            header_ms,
            button_ms,
            memory_mb,
            processes: processes as f64,
            processor,
        })
    }

    fn first_frame(&self, mut command: Command) -> Result<(Running, f64, f64)> {
        self.eye.await_colour(self.button, BUTTON, false)?;
        let log = File::options().create(true).append(true).open(self.log)?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let start = Instant::now();
        let running = Running(command.spawn().context("it does not start")?);
        let header = self.eye.await_colour(HEADER, BUTTON, true)?;
        let button = self.eye.await_colour(self.button, BUTTON, true)?;
        Ok((running, millis(header - start), millis(button - start)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(id) = i32::try_from(self.0.id()) {
            // If it has ended already, there is nobody to ask.
            let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
        }
        let start = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) && start.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(20));
        }
        // Both fail only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn figures(ours: &[Observation], theirs: &[Observation]) -> Vec<Figure> {
    let figure = |name: &str, unit, value: fn(&Observation) -> f64| {
        let of = |runs: &[Observation]| runs.iter().map(value).collect::<Vec<_>>();
        Figure::new(name, unit, of(ours)).beside(browser::NAME, of(theirs))
    };
    vec![
        figure("start to first frame of the first page", "ms", |it| {
            it.button_ms
        })
        .at_most(250.0)
        .times_less(5.0)
        .defined(FIRST_FRAME),
        figure("start to header", "ms", |it| it.header_ms).defined(HEADER_DRAWN),
        figure("memory, waiting", "MB", |it| it.memory_mb)
            .at_most(40.0)
            .times_less(9.0)
            .defined(MEMORY),
        figure("processes", "in all", |it| it.processes),
        figure("processor on a still screen", "% of a core", |it| {
            it.processor
        })
        .at_most(0.0)
        .defined(IDLE),
    ]
}
