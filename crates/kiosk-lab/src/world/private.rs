// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! pcscd has one socket and vpcd one port, so each world gets mounts, network and processes of its
//! own. Whatever happens to the program, nothing of the world outlives it.

use std::env;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use kiosk_ui::fonts;
use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, unshare};
use nix::sys::prctl::set_pdeathsig;
use nix::sys::signal::Signal;
use nix::unistd::{getgid, getuid};

const INSIDE: &str = "PUNTOSI_PRIVATE_WORLD";
const PCSCD_RUN: &str = "/run/pcscd";
/// On the same file system in memory.
const HOME: &str = "/run/pcscd/world";
/// Where X servers put their sockets.
const X_SOCKETS: &str = "/tmp/.X11-unix";

/// Which side of the wall this process is on.
#[derive(Debug)]
pub enum Side {
    /// Inside. Everything in this directory, which is memory, goes when the program ends.
    Inside(PathBuf),
    /// Outside; the same program ran inside, and this is how it ended.
    Outside(ExitCode),
}

/// Runs this program again in a private world, and tells which of the two one is. Call it before
/// any thread is started.
///
/// With `own_display` even the X sockets of the machine are out of sight; without, this program may
/// show windows, with the totem's fonts.
///
/// # Errors
/// If the system does not allow it: it takes root, or user namespaces.
pub fn enter(own_display: bool) -> Result<Side> {
    if env::var_os(INSIDE).is_some() {
        furnish(own_display).context("the private world cannot be furnished")?;
        return Ok(Side::Inside(PathBuf::from(HOME)));
    }
    // The way to one's own file is not known any more on the other side.
    let program = env::current_exe()?;
    leave_the_others().context(
        "a private world needs root, or a system that lets everybody make user namespaces",
    )?;
    let mut inside = Command::new(program);
    inside.args(env::args_os().skip(1)).env(INSIDE, "1");
    if !own_display {
        // Slint reads it once, at the start of a process that shows windows itself.
        inside.env(fonts::VARIABLE, Path::new(HOME).join("fonts.conf"));
    }
    let status = inside.status()?;
    let code = status.code().or(status.signal().map(|signal| 128 + signal));
    let code = code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(Side::Outside(ExitCode::from(code)))
}

/// From now on children of this process have mounts, network and process ids of their own.
fn leave_the_others() -> Result<()> {
    let walls = CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWNET | CloneFlags::CLONE_NEWPID;
    if getuid().is_root() {
        return Ok(unshare(walls)?);
    }
    let (user, group) = (getuid(), getgid());
    unshare(walls | CloneFlags::CLONE_NEWUSER)?;
    fs::write("/proc/self/setgroups", "deny")?;
    fs::write("/proc/self/uid_map", format!("0 {user} 1"))?;
    fs::write("/proc/self/gid_map", format!("0 {group} 1"))?;
    Ok(())
}

fn furnish(own_display: bool) -> Result<()> {
    set_pdeathsig(Signal::SIGKILL)?;
    private_world::keep_mounts_in()?;
    let (proc, nothing) = (Some("proc"), None::<&str>);
    mount(proc, "/proc", proc, MsFlags::empty(), nothing)?;
    tmpfs(PCSCD_RUN)?;
    if own_display {
        tmpfs(X_SOCKETS)?;
    }
    private_world::raise_loopback().context("ip (package iproute2)")
}

fn tmpfs(path: &str) -> Result<()> {
    private_world::mount_memory(path.as_ref(), "mode=0755")
        .with_context(|| format!("nothing can be mounted on {path} (is pcscd installed?)"))
}
