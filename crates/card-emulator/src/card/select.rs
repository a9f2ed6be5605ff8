// SPDX-License-Identifier: EUPL-1.2
//! SELECT decides what READ BINARY reads, and may cost the verified PIN.

use super::apdu::Apdu;
use super::fci;
use super::files::{Path, Place};
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

impl Card {
    /// SELECT (ISO/IEC 7816-4:2020, 11.2.2): P1 = 00 identifier, 04 name, 08 path from the MF,
    /// 09 path from the current DF; P2 = 00 with FCI, 0C without.
    ///
    /// While an application is selected, its root stands for the MF: 3F00 and P1 = 08 mean that.
    pub(super) fn select(&mut self, apdu: &Apdu) -> Outcome {
        let refused = self.quirks().refuses_p2_0c && apdu.p2 == 0x0C;
        if refused || !matches!(apdu.p2, 0x00 | 0x0C) {
            return Err(StatusWord::WRONG_P1_P2);
        }
        let information = match apdu.p1 {
            0x00 => self.select_identifier(apdu.data)?,
            0x04 => self.select_name(apdu.data)?,
            0x08 => self.select_path(&Path::default(), apdu.data)?,
            0x09 => self.select_path(&self.session.current_df.clone(), apdu.data)?,
            _ => return Err(StatusWord::WRONG_P1_P2),
        };
        match apdu.le {
            Some(_) if apdu.p2 == 0x00 => Reply::data(information),
            _ => Reply::done(),
        }
    }

    fn select_identifier(&mut self, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
        if data.is_empty() || data == [0x3F, 0x00] {
            return self.enter(Path::default());
        }
        if data.len() != 2 {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let name = Path::from_bytes(data).ok_or(StatusWord::WRONG_LENGTH)?;
        let here = self.session.current_df.clone();
        let candidates = [here.join(&name), here.parent().join(&name)];
        candidates
            .into_iter()
            .find_map(|path| self.enter(path).ok())
            .ok_or(StatusWord::FILE_NOT_FOUND)
    }

    fn select_name(&mut self, name: &[u8]) -> Result<Vec<u8>, StatusWord> {
        let mut applications = self.chip.profile.applications.iter();
        let index = applications
            .position(|application| application.aid == name)
            .ok_or(StatusWord::FILE_NOT_FOUND)?;
        self.session.tree = index + 1;
        self.enter(Path::default())?;
        Ok(fci::application(&self.chip.profile.applications[index]))
    }

    fn select_path(&mut self, from: &Path, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
        let path = Path::from_bytes(data).ok_or(StatusWord::WRONG_LENGTH)?;
        self.enter(from.join(&path))
    }

    /// Makes `path` current and describes it; a failed SELECT changes nothing.
    fn enter(&mut self, path: Path) -> Result<Vec<u8>, StatusWord> {
        let tree = self.session.tree;
        let place = Place { tree, path };
        if let Some(contents) = self.chip.files.get(&place) {
            let told = self.quirks().fci_size;
            let information = fci::elementary_file(&place.path, contents.len(), told);
            self.session.current_df = place.path.parent();
            self.session.current_ef = Some(place.path);
            return Ok(information);
        }
        if !self.chip.files.is_directory(&place) && !self.is_key_directory(&place.path) {
            return Err(StatusWord::FILE_NOT_FOUND);
        }
        if !self.quirks().select_keeps_pin {
            self.session.pin_verified = false;
            self.session.puk_verified = false;
        }
        let information = fci::directory(&place.path);
        self.session.current_df = place.path;
        self.session.current_ef = None;
        Ok(information)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{PIN, ace, athena, idemia, st};
    use crate::profile::FciSize;

    #[test]
    fn probes_for_other_cards_find_nothing() {
        let mut card = st();
        for probe in [
            "00A4040007627601FF000000",
            "00A4040006A00000000101",
            "00A404000BE82B0601040181C31F020100",
            "00A4040C0FD23300000045737445494420763335",
            "00A4040009A0000000030800001000",
            "00A40800022F0000",
            "00A4080C025015",
            "00A4080C042FFF8228",
            "00A4080C0414009010",
            "00A4080C06140090012002",
        ] {
            assert_eq!(card.sw(probe), 0x6A82, "{probe}");
        }
    }

    #[test]
    fn a_file_is_found_by_path_and_step_by_step() {
        let mut card = st();
        assert_eq!(card.sw("00A4080C0410001003"), 0x9000);
        let by_path = card.send("00B0000010");
        for step in ["00A40000023F00", "00A40000021000", "00A40000021003"] {
            assert_eq!(card.sw(step), 0x9000, "{step}");
        }
        assert_eq!(card.send("00B0000010"), by_path);
        assert_eq!(card.sw("00A40000021100"), 0x9000, "a sibling directory");
        assert_eq!(card.sw("00A4090C021102"), 0x9000, "a path from here");
    }

    #[test]
    fn a_failed_select_keeps_the_current_file() {
        let mut card = st();
        card.sw("00A4080C0410001003");
        card.sw("00A4080C0412349999");
        assert_eq!(card.sw("00B0000010"), 0x9000);
    }

    #[test]
    fn only_the_known_ways_of_selecting_work() {
        let mut card = st();
        assert_eq!(card.sw("00A40804021000"), 0x6A86);
        assert_eq!(card.sw("00A4030C"), 0x6A86);
        assert_eq!(card.sw("00A4080C03100010"), 0x6700);
    }

    #[test]
    fn selecting_a_directory_forgets_the_pin_and_a_file_does_not() {
        let mut card = athena();
        let change = "0024011008 39373533 31FFFFFF".replace(' ', "");
        card.verify(PIN);
        card.sw("00A4080C0410001003");
        assert_eq!(card.sw(&change), 0x9000);
        card.verify("97531");
        card.sw("00A4000C023F00");
        assert_eq!(card.sw(&change), 0x6982);
    }

    #[test]
    fn a_mask_may_want_to_tell_the_fci() {
        let mut card = st();
        card.quirk(|quirks| quirks.refuses_p2_0c = true);
        assert_eq!(card.sw("00A4080C0410001003"), 0x6A86);
        assert_eq!(card.sw("00A408000410001003"), 0x9000);
    }

    #[test]
    fn a_wrong_size_in_the_fci_changes_nothing_about_reading() {
        for size in [FciSize::Absent, FciSize::TooSmall, FciSize::TooBig] {
            let mut card = st();
            card.quirk(|quirks| quirks.fci_size = size);
            card.sw("00A40800041000100300");
            assert_eq!(card.send("00B0000010").0.len(), 16, "{size:?}");
            assert_eq!(card.sw("00B0001010"), 0x6B00, "{size:?}");
        }
    }

    const CNS: &str = "00A404000CA000000530000B104001021A00";
    const ESIGN: &str = "00A404000AA000000530455349474E00";

    #[test]
    fn nothing_of_the_cns_is_there_until_its_application_is_selected() {
        let mut card = ace();
        assert_eq!(card.sw("00A4080C0410001003"), 0x6A82);
        let (fci, status) = card.send(CNS);
        assert_eq!((fci.len(), status), (0x48, 0x9000));
        assert_eq!(card.sw("00A4080C0410001003"), 0x9000);
        assert_eq!(card.send("00B0000010").0, b"6090000000001006");
        card.card.power_on();
        assert_eq!(card.sw("00A4080C0410001003"), 0x6A82);
    }

    #[test]
    fn selecting_an_application_changes_what_paths_mean() {
        let mut card = ace();
        card.sw(CNS);
        assert_eq!(card.sw("00A4080C0411001101"), 0x6A82, "no certificate here");
        assert_eq!(card.sw("00A4090C04DA01C001"), 0x6A82, "nor there");
        card.sw(ESIGN);
        assert_eq!(card.sw("00A4080C0410001003"), 0x6A82);
        let (fci, status) = card.send("00A4090004DA01C00100");
        assert_eq!(
            (&fci[2..6], status),
            (&[0x80, 0x02, 0x07, 0x5D][..], 0x9000)
        );
        assert_eq!(card.sw("00B0075D00"), 0x6B00);
        card.sw(CNS);
        assert_eq!(card.sw("00A4080C0411001102"), 0x9000);
        assert_eq!(card.sw("00A4080002D003"), 0x9000);
        let serial = "60900000000010060000";
        assert_eq!(crate::hex::encode(&card.send("00B0000208").0), serial[..16]);
    }

    #[test]
    fn a_failed_select_by_name_keeps_the_application() {
        let mut card = ace();
        card.sw(CNS);
        assert_eq!(card.sw("00A4040C06A00000000101"), 0x6A82);
        assert_eq!(card.sw("00A4080C0410001003"), 0x9000);
    }

    #[test]
    fn a_directory_of_directories_can_be_selected() {
        let mut card = idemia();
        for step in ["00A40000023F00", "00A40000021400", "00A40000029001"] {
            assert_eq!(card.sw(step), 0x9000, "{step}");
        }
        assert_eq!(card.sw("00A40000022002"), 0x9000);
        assert_eq!(card.sw("00A4080C0411001101"), 0x6A82);
    }
}
