// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `puntosi-kiosk`: the totem with its Slint glass.

mod cli;
mod fonts;
mod lines;
mod slint_glass;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Parser;
use kiosk::config::{self, Config, ScreenBackend};
use kiosk::{Device, Inbox, harden, identity, in_one_line, start_logging};
use kiosk_ui::{Backend, GlassHandle, KioskWindow};
use phrases::Phrases;

use cli::{Cli, Command};

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&in_one_line(&error));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<()> {
    if cli.print_config {
        config::load(cli.config.as_deref())?;
        cli::say(&config::explain(cli.config.as_deref())?);
        return Ok(());
    }
    let mut config = config::load(cli.config.as_deref())?;
    if cli.windowed {
        config.screen.backend = ScreenBackend::Desktop;
    }
    if let Some(format) = cli.log_format {
        config.log.format = format;
    }
    match &cli.command {
        Some(Command::Enrol { code, asset_tag }) => enrol(&config, code, asset_tag),
        None => show(config, cli),
    }
}

fn enrol(config: &Config, code: &str, asset_tag: &str) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let waiting = |waiting: identity::Waiting| {
        cli::say(&format!(
            "Compare this fingerprint with the operator's and have it approved:\n{}\n",
            waiting.fingerprint
        ));
    };
    let enrolled = runtime.block_on(identity::enrol(config, code, asset_tag, waiting))?;
    cli::say(&format!("This totem is {}\n", enrolled.kiosk_id));
    Ok(())
}

fn show(config: Config, cli: &Cli) -> anyhow::Result<()> {
    let backend = backend(&config, cli);
    fonts::ensure_configured(&config, backend)?;
    start_logging(&config.log);
    harden().context("core dumps cannot be switched off")?;
    let phrases = Arc::new(Phrases::new());
    let window = KioskWindow::new(backend, Arc::clone(&phrases)).context("screen.backend")?;
    let handle = window.handle();
    let lines = cli.lines.then(|| lines::Lines::listen(&window));
    let mut inbox = None;
    let (device, inputs) = Device::new(config, phrases, |to_loop| {
        inbox = Some(to_loop.clone());
        Box::new(slint_glass::SlintGlass::new(handle.clone(), lines))
    })?;
    let inbox: Inbox = inbox.context("the glass was not asked for")?;
    let touched = inbox.clone();
    let device = std::thread::Builder::new()
        .name("totem".to_owned())
        .spawn(move || {
            let _window = ClosesWindow(handle);
            device.run(&inputs);
        })?;
    window.run(move |touch| touched.touched(touch))?;
    inbox.stop();
    device
        .join()
        .map_err(|_| anyhow::anyhow!("the totem's loop panicked"))
}

/// When the loop ends, so does the program, even if it ends in a panic: a page that answers nobody
/// is worse than a restart.
struct ClosesWindow(GlassHandle);

impl Drop for ClosesWindow {
    fn drop(&mut self) {
        // A window that is closed already is what is wanted.
        let _ = self.0.close();
    }
}

fn backend(config: &Config, cli: &Cli) -> Backend {
    match config.screen.backend {
        ScreenBackend::Totem => Backend::Totem,
        ScreenBackend::Desktop => Backend::Desktop { scale: cli.scale },
    }
}
