// SPDX-License-Identifier: EUPL-1.2
//! pcscd has one socket and vpcd one port, so each test gets its own machine.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

const INSIDE: &str = "CNS_EMULATOR_PRIVATE_WORLD";
const TOOLS: [&str; 8] = [
    "unshare",
    "ip",
    "mount",
    "pcscd",
    "opensc-tool",
    "pkcs15-tool",
    "pkcs11-tool",
    "openssl",
];
const VPCD: &str = "/etc/reader.conf.d/vpcd";

/// Runs `body` as the test `name` in mount and network namespaces of its own.
///
/// Fails with one clear line when the machine lacks what that takes: packages, or root.
pub(crate) fn in_a_private_world(name: &str, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        run("ip", &["link", "set", "lo", "up"]);
        fs::create_dir_all("/run/pcscd").expect("a place for pcscd's socket");
        run("mount", &["-t", "tmpfs", "tmpfs", "/run/pcscd"]);
        return body();
    }
    refuse_a_bare_machine();
    let myself = env::current_exe().expect("a test program");
    let inner = Command::new("unshare")
        .args(["--mount", "--net", "--"])
        .arg(myself)
        .args([name, "--exact", "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .expect("unshare starts");
    assert!(
        inner.status.success(),
        "in the private world (which needs root):\n{}{}",
        String::from_utf8_lossy(&inner.stdout),
        String::from_utf8_lossy(&inner.stderr),
    );
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

fn run(program: &str, arguments: &[&str]) {
    let status = Command::new(program).args(arguments).status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "{program} {arguments:?} failed"
    );
}
