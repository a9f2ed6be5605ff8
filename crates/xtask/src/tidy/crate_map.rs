// SPDX-License-Identifier: EUPL-1.2
//! Rule: who may use whom. The table below is the crate map of docs/ARCHITECTURE.md.

use super::Finding;
use super::manifest::{Dependency, Package};

/// The room of a crate. A crate uses only crates of lower layers, so the edges never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    /// Nouns and wire.
    Protocol = 1,
    /// Pure decisions.
    Decision,
    /// The ends of the cables.
    Edge,
    /// What is started.
    Program,
    /// What starts the programs in a simulated world.
    World,
    /// What looks at the world from outside.
    Observer,
}

/// One line of the crate map.
struct Room {
    name: &'static str,
    layer: Layer,
    /// Never in the totem; a product crate may use it in its tests only.
    workshop: bool,
}

const fn room(name: &'static str, layer: Layer) -> Room {
    Room {
        name,
        layer,
        workshop: false,
    }
}

const fn workshop(name: &'static str, layer: Layer) -> Room {
    Room {
        name,
        layer,
        workshop: true,
    }
}

const ROOMS: [Room; 22] = [
    room("activation-protocol", Layer::Protocol),
    room("activation-rules", Layer::Decision),
    room("cns-card", Layer::Decision),
    room("kiosk-session", Layer::Decision),
    room("phrases", Layer::Decision),
    room("receipt", Layer::Decision),
    room("activation-client", Layer::Edge),
    room("activation-store", Layer::Edge),
    room("card-reader", Layer::Edge),
    room("cns-pki", Layer::Edge),
    room("code-vault", Layer::Edge),
    room("kiosk-journal", Layer::Edge),
    room("kiosk-ui", Layer::Edge),
    room("receipt-printer", Layer::Edge),
    room("activation-service", Layer::Program),
    room("kiosk", Layer::Program),
    workshop("card-emulator", Layer::Edge),
    workshop("fuzz", Layer::Observer),
    workshop("kiosk-lab", Layer::World),
    workshop("private-world", Layer::Protocol),
    workshop("product-tests", Layer::Observer),
    workshop("xtask", Layer::Protocol),
];

/// Libraries that open a door to the world, and the one crate that holds the key.
const ONLY_USERS: [(&str, &str); 9] = [
    ("i-slint-backend-testing", "kiosk-ui"),
    ("pcsc", "card-reader"),
    ("rsa", "card-emulator"),
    ("rusqlite", "kiosk-journal"),
    ("serialport", "receipt-printer"),
    ("slint", "kiosk-ui"),
    ("slint-build", "kiosk-ui"),
    ("sqlx", "activation-store"),
    ("x11rb", "kiosk-lab"),
];

const LICENCE_WITH_SLINT: &str = "EUPL-1.2 OR GPL-3.0-or-later";

/// Whether the crate is in a layer that may not touch the world.
pub(super) fn is_pure(name: &str) -> bool {
    find(name).is_some_and(|room| !room.workshop && room.layer <= Layer::Decision)
}

pub(super) fn findings(packages: &[Package]) -> Vec<Finding> {
    let mut found = Vec::new();
    for package in packages {
        let path = package.manifest_path();
        let mut see = |rule: String| found.push(Finding::new(&path, 1, rule));
        let Some(room) = find(&package.name) else {
            see(format!(
                "`{}` is not in the crate map of xtask",
                package.name
            ));
            continue;
        };
        for dependency in &package.dependencies {
            door(&package.name, dependency)
                .into_iter()
                .for_each(&mut see);
            direction(room, dependency).into_iter().for_each(&mut see);
        }
        licence(package, packages).into_iter().for_each(&mut see);
    }
    found
}

fn find(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

fn door(user: &str, dependency: &Dependency) -> Option<String> {
    let (library, holder) = ONLY_USERS
        .iter()
        .find(|(library, _)| *library == dependency.name)?;
    (user != *holder).then(|| format!("only `{holder}` uses `{library}`"))
}

fn direction(user: &Room, dependency: &Dependency) -> Option<String> {
    let used = find(&dependency.name)?;
    if used.workshop && !user.workshop {
        let rule = format!(
            "`{}` is for the workshop; a product crate may only test with it",
            used.name
        );
        return (!dependency.only_for_tests).then_some(rule);
    }
    // A test that one vocabulary covers another joins two decisions, and ships nothing.
    let compares_decisions = dependency.only_for_tests && used.layer == Layer::Decision;
    let allowed = used.layer < user.layer || (compares_decisions && user.layer == used.layer);
    (!allowed).then(|| {
        let (user_layer, used_layer) = (user.layer, used.layer);
        format!(
            "`{}` ({used_layer:?}) is not in a lower layer than {user_layer:?}",
            used.name
        )
    })
}

/// What links Slint is offered under the GPL as well.
fn licence(package: &Package, packages: &[Package]) -> Option<String> {
    let wrong = links_slint(package, packages) && package.licence != LICENCE_WITH_SLINT;
    wrong.then(|| format!("it links Slint, so its license is `{LICENCE_WITH_SLINT}`"))
}

fn links_slint(package: &Package, packages: &[Package]) -> bool {
    package
        .dependencies
        .iter()
        .filter(|it| !it.only_for_tests)
        .any(|dependency| {
            let inner = packages.iter().find(|it| it.name == dependency.name);
            dependency.name == "slint" || inner.is_some_and(|inner| links_slint(inner, packages))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, uses: &[&str], only_for_tests: bool) -> Package {
        let dependencies = uses
            .iter()
            .map(|&name| Dependency {
                name: name.to_owned(),
                only_for_tests,
            })
            .collect();
        Package {
            name: name.to_owned(),
            dependencies,
            ..Package::default()
        }
    }

    fn rules(packages: &[Package]) -> Vec<String> {
        findings(packages)
            .into_iter()
            .map(|finding| finding.rule)
            .collect()
    }

    #[test]
    fn a_crate_may_use_lower_layers_only() {
        assert_eq!(
            rules(&[package(
                "card-reader",
                &["cns-card", "pcsc", "tracing"],
                false
            )]),
            [""; 0]
        );
        for (user, used) in [
            ("card-reader", "receipt-printer"),
            ("cns-card", "kiosk-session"),
            ("activation-protocol", "cns-card"),
            ("kiosk", "activation-service"),
            ("receipt", "kiosk"),
        ] {
            assert_eq!(
                rules(&[package(user, &[used], false)]).len(),
                1,
                "{user} -> {used}"
            );
        }
    }

    #[test]
    fn the_workshop_stays_out_of_the_product_but_may_test_it() {
        assert_eq!(
            rules(&[package("kiosk", &["card-emulator"], false)]).len(),
            1
        );
        assert_eq!(
            rules(&[package("card-reader", &["card-emulator"], true)]),
            [""; 0]
        );
        assert_eq!(
            rules(&[package("kiosk-lab", &["card-emulator", "kiosk"], false)]),
            [""; 0]
        );
    }

    #[test]
    fn decisions_may_be_compared_in_tests_but_edges_may_not() {
        assert_eq!(
            rules(&[package("phrases", &["kiosk-session"], true)]),
            [""; 0]
        );
        assert_eq!(
            rules(&[package("phrases", &["kiosk-session"], false)]).len(),
            1
        );
        assert_eq!(
            rules(&[package("card-reader", &["receipt-printer"], true)]).len(),
            1
        );
    }

    #[test]
    fn a_door_to_the_world_has_one_holder_even_in_tests() {
        assert_eq!(
            rules(&[package("kiosk", &["pcsc"], false)]),
            ["only `card-reader` uses `pcsc`"]
        );
        assert_eq!(rules(&[package("kiosk-journal", &["sqlx"], true)]).len(), 1);
    }

    #[test]
    fn a_crate_that_is_not_on_the_map_is_found() {
        assert_eq!(rules(&[package("mystery", &[], false)]).len(), 1);
    }

    #[test]
    fn what_links_slint_through_another_crate_is_dual_licensed() {
        let mut ui = package("kiosk-ui", &["slint"], false);
        ui.licence = LICENCE_WITH_SLINT.to_owned();
        let program = package("kiosk", &["kiosk-ui"], false);
        let found = rules(&[ui, program]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("links Slint"), "{found:?}");
    }

    #[test]
    fn layers_one_and_two_are_pure() {
        assert!(is_pure("activation-protocol") && is_pure("receipt"));
        assert!(!is_pure("card-reader") && !is_pure("xtask"));
    }
}
