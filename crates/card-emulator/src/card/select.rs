// SPDX-License-Identifier: EUPL-1.2
//! SELECT decides what READ BINARY reads, and may cost the verified PIN.

use super::apdu::Apdu;
use super::fci;
use super::files::Path;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

impl Card {
    /// SELECT (ISO/IEC 7816-4:2020, 11.2.2): P1 = 00 identifier, 04 name, 08 path from the MF,
    /// 09 path from the current DF; P2 = 00 with FCI, 0C without.
    pub(super) fn select(&mut self, apdu: &Apdu) -> Outcome {
        if !matches!(apdu.p2, 0x00 | 0x0C) {
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
        if !self
            .chip
            .profile
            .applications
            .iter()
            .any(|known| known == name)
        {
            return Err(StatusWord::FILE_NOT_FOUND);
        }
        self.enter(Path::default())?;
        Ok(fci::application(name))
    }

    fn select_path(&mut self, from: &Path, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
        let path = Path::from_bytes(data).ok_or(StatusWord::WRONG_LENGTH)?;
        self.enter(from.join(&path))
    }

    /// Makes `path` current and describes it; a failed SELECT changes nothing.
    fn enter(&mut self, path: Path) -> Result<Vec<u8>, StatusWord> {
        if let Some(contents) = self.chip.files.get(&path) {
            let information = fci::elementary_file(&path, contents.len());
            self.session.current_df = path.parent();
            self.session.current_ef = Some(path);
            return Ok(information);
        }
        if !self.chip.files.is_directory(&path) {
            return Err(StatusWord::FILE_NOT_FOUND);
        }
        if !self.chip.profile.quirks.select_keeps_pin {
            self.session.pin_verified = false;
            self.session.puk_verified = false;
        }
        let information = fci::directory(&path);
        self.session.current_df = path;
        self.session.current_ef = None;
        Ok(information)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{PIN, athena, st};

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
}
