// SPDX-License-Identifier: EUPL-1.2
//! The list of anchors as a file.

use std::io;

use cns_pki::{Anchor, AnchorEntry, AnchorList, Anchors, PkiError};
use time::macros::date;

use crate::world::{authority, card, namesake};

#[test]
fn a_list_names_what_each_file_must_hold() {
    let mut entry = AnchorEntry::describe("ca.der", &authority().der).unwrap();
    entry.accept_leaf_until = Some(date!(2029 - 12 - 31));
    let text = AnchorList {
        anchors: vec![entry],
    }
    .to_toml()
    .unwrap();
    assert!(
        text.contains("accept_leaf_until = \"2029-12-31\""),
        "{text}"
    );

    let list = AnchorList::parse(&text).unwrap();
    let loaded = Anchors::load(&list, |_| Ok(authority().der)).unwrap();
    assert_eq!(loaded.iter().count(), 1);

    let exchanged = Anchors::load(&list, |_| Ok(namesake().der));
    assert!(matches!(
        exchanged,
        Err(PkiError::Described { position: 1 })
    ));
    let missing = Anchors::load(&list, |_| Err(io::ErrorKind::NotFound.into()));
    assert!(matches!(missing, Err(PkiError::File { position: 1, .. })));
}

#[test]
fn unknown_keys_of_the_list_are_an_error() {
    assert!(matches!(
        AnchorList::parse("[[anchors]]\nfile = \"x\""),
        Err(PkiError::List(_))
    ));
}

#[test]
fn only_an_authority_can_be_an_anchor() {
    let leaf = authority().issue(&card());
    assert!(matches!(
        Anchor::new(&leaf, None, None),
        Err(PkiError::NotAnAuthority)
    ));
    assert!(matches!(
        Anchor::new(b"", None, None),
        Err(PkiError::Certificate)
    ));
}
