// SPDX-License-Identifier: EUPL-1.2
//! pcscd has one socket and vpcd one port, so each test gets its own machine.

use std::env;
use std::path::Path;

use nix::sched::CloneFlags;

const TOOLS: [&str; 6] = [
    "ip",
    "pcscd",
    "opensc-tool",
    "pkcs15-tool",
    "pkcs11-tool",
    "openssl",
];
const VPCD: &str = "/etc/reader.conf.d/vpcd";

/// Gives this test's thread, and all it starts, a machine of its own.
///
/// Fails with one clear line when the machine there is lacks what that takes: packages, or root.
pub(crate) fn own_machine() {
    refuse_a_bare_machine();
    private_world::leave(CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWNET)
        .expect("these tests need root: they run pcscd in a namespace of their own");
    private_world::mount_memory("/run/pcscd".as_ref(), "mode=0755").expect("memory mounts");
    private_world::raise_loopback().expect("iproute2 is installed");
}

fn refuse_a_bare_machine() {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<_> = env::split_paths(&path).collect();
    places.extend(["/usr/sbin".into(), "/sbin".into()]);
    let missing: Vec<_> = TOOLS
        .into_iter()
        .filter(|tool| !places.iter().any(|place| place.join(tool).exists()))
        .chain((!Path::new(VPCD).exists()).then_some("vpcd"))
        .collect();
    assert!(
        missing.is_empty(),
        "missing {}: apt-get install pcscd vsmartcard-vpcd opensc openssl iproute2",
        missing.join(", ")
    );
}
