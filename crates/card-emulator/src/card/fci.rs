// SPDX-License-Identifier: EUPL-1.2
//! The file control information that SELECT returns.

use super::files::Path;
use crate::profile::{Application, FciSize};
use crate::tlv::tlv;

const NEVER: u8 = 0xFF;
const ALWAYS: u8 = 0x00;

/// FCI of a transparent file that anyone may read (ISO/IEC 7816-4:2020, 7.4).
pub(super) fn elementary_file(path: &Path, size: usize, told: FciSize) -> Vec<u8> {
    let mut access = [NEVER; 9];
    access[0] = ALWAYS;
    let size = match told {
        FciSize::Right => Some(size),
        FciSize::Absent => None,
        FciSize::TooSmall => Some(size / 2),
        FciSize::TooBig => Some(size + 256),
    };
    let size = size.map(|size| tlv(0x80, &(size as u16).to_be_bytes()));
    let first = [size.unwrap_or_default(), tlv(0x82, &[0x01, 0, 0])];
    template(&first, path, access)
}

/// FCI of the MF or a directory.
pub(super) fn directory(path: &Path) -> Vec<u8> {
    template(&[tlv(0x82, &[0x38, 0, 0])], path, [NEVER; 9])
}

/// FCI of an application selected by name.
pub(super) fn application(application: &Application) -> Vec<u8> {
    let name = tlv(0x84, &application.aid);
    let Some(size) = application.size else {
        return tlv(0x6F, &name);
    };
    let first = [
        tlv(0x81, &size.to_be_bytes()),
        tlv(0x82, &[0x38, 0, 0]),
        name,
    ];
    template(&first, &Path::default(), [NEVER; 9])
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
        let fci = elementary_file(&path, 400, FciSize::Right);
        let expected = "6F3880020190820301000083021102850101860900FFFFFFFFFFFFFFFF8A0105CB18";
        assert_eq!(
            crate::hex::encode(&fci),
            format!("{expected}{}", "FF".repeat(24))
        );
    }

    #[test]
    fn the_fci_of_an_application_has_the_shape_seen_on_real_cards() {
        let aid = "A000000530000B104001021A";
        let fci = application(&Application {
            aid: crate::hex::decode(aid).expect("an AID"),
            size: Some(0x702C),
            selected_after_reset: false,
        });
        let tail = format!("8609{}8A0105CB18{}", "FF".repeat(9), "FF".repeat(24));
        let expected = format!("6F468102702C8203380000840C{aid}83023F00850101{tail}");
        assert_eq!(crate::hex::encode(&fci), expected);
    }

    #[test]
    fn the_size_may_be_missing_or_wrong() {
        let path = Path::from_text("1100/1102").expect("a path");
        let starts = |told, with: &str| {
            let fci = crate::hex::encode(&elementary_file(&path, 400, told));
            assert!(fci[4..].starts_with(with), "{told:?}: {fci}");
        };
        starts(FciSize::Absent, "82");
        starts(FciSize::TooSmall, "800200C882");
        starts(FciSize::TooBig, "8002029082");
    }
}
