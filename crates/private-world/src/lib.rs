// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, unshare};

/// Leaves the namespaces named, and makes sure that no mount made from here on is seen outside.
///
/// # Errors
/// The system's, e.g. `EPERM` without root.
pub fn leave(walls: CloneFlags) -> io::Result<()> {
    unshare(walls)?;
    if walls.contains(CloneFlags::CLONE_NEWNS) {
        keep_mounts_in()?;
    }
    Ok(())
}

/// Makes every mount private. In a chroot the root is no mount, so each one is named; `/proc` lists
/// those that can be seen from here.
///
/// # Errors
/// The system's.
pub fn keep_mounts_in() -> io::Result<()> {
    let nothing = None::<&str>;
    for line in fs::read_to_string("/proc/self/mountinfo")?.lines() {
        let Some(point) = line.split(' ').nth(4) else {
            continue;
        };
        // A mount that another one hides cannot be named, and nothing is mounted on it either.
        let _ = mount(nothing, point, nothing, MsFlags::MS_PRIVATE, nothing);
    }
    Ok(())
}

/// Mounts memory on a folder, which is made if it is missing. `options` as of mount(8).
///
/// # Errors
/// The system's.
pub fn mount_memory(folder: &Path, options: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let memory = Some("tmpfs");
    Ok(mount(
        memory,
        folder,
        memory,
        MsFlags::empty(),
        Some(options),
    )?)
}

/// Makes 127.0.0.1 work in a network of one's own.
///
/// # Errors
/// When `ip` (Debian package iproute2) is missing or fails.
pub fn raise_loopback() -> io::Result<()> {
    let status = Command::new("ip")
        .args(["link", "set", "lo", "up"])
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other("ip link set lo up failed"))
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn what_is_mounted_in_a_private_world_is_not_seen_outside() {
        let folder = std::env::temp_dir().join(format!("private-world-{}", std::process::id()));
        let inside = folder.clone();
        let world = thread::spawn(move || -> io::Result<()> {
            leave(CloneFlags::CLONE_NEWNS)?;
            mount_memory(&inside, "size=64k")?;
            fs::write(inside.join("secret"), "x")
        });
        world
            .join()
            .unwrap()
            .expect("this test needs root: it mounts memory");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir(&folder).unwrap();
    }
}
