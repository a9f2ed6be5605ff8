// SPDX-License-Identifier: EUPL-1.2
//! The file control information that SELECT returns.

use super::files::Path;
use crate::tlv::tlv;

const NEVER: u8 = 0xFF;
const ALWAYS: u8 = 0x00;

/// FCI of a transparent file that anyone may read (ISO/IEC 7816-4:2020, 7.4).
pub(super) fn elementary_file(path: &Path, size: usize) -> Vec<u8> {
    let mut access = [NEVER; 9];
    access[0] = ALWAYS;
    template(
        &[
            tlv(0x80, &(size as u16).to_be_bytes()),
            tlv(0x82, &[0x01, 0, 0]),
        ],
        path,
        access,
    )
}

/// FCI of the MF or a directory.
pub(super) fn directory(path: &Path) -> Vec<u8> {
    template(&[tlv(0x82, &[0x38, 0, 0])], path, [NEVER; 9])
}

/// FCI of an application selected by name.
pub(super) fn application(name: &[u8]) -> Vec<u8> {
    tlv(0x6F, &tlv(0x84, name))
}

fn template(first: &[Vec<u8>], path: &Path, access: [u8; 9]) -> Vec<u8> {
    let last = [
        tlv(0x83, &path.identifier().to_be_bytes()),
        tlv(0x85, &[0x01]),
        tlv(0x86, &access),
        tlv(0x8A, &[0x05]),
        tlv(0xCB, &[0xFF; 24]),
    ];
    tlv(0x6F, &[first.concat(), last.concat()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fci_of_the_personal_data_has_the_shape_seen_on_real_cards() {
        let path = Path::from_text("1100/1102").expect("a path");
        let fci = elementary_file(&path, 400);
        let expected = "6F3880020190820301000083021102850101860900FFFFFFFFFFFFFFFF8A0105CB18";
        assert_eq!(
            crate::hex::encode(&fci),
            format!("{expected}{}", "FF".repeat(24))
        );
    }
}
