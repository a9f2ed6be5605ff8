// SPDX-License-Identifier: EUPL-1.2
//! A strict card of any generation: files behind paths and applications, a PIN that a SELECT
//! costs, a key that wants its directory, and the habits that masks differ in.

use std::collections::BTreeMap;

use cns_card::profile::Hex;
use cns_card::{CardChannel, ChannelError};

use crate::generations::Generation;
use crate::script::{ID_CARTA, dati_personali};
use crate::signing::padded;

/// What the card does differently from the plainest one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Habits {
    /// No data at once: `61xx`, and GET RESPONSE for at most so many bytes a time.
    pub(crate) pieces: Option<u8>,
    /// `6700` to an Le above this.
    pub(crate) largest_le: Option<u8>,
    /// At most so many bytes come back, whatever was asked.
    pub(crate) short_reads: Option<usize>,
    /// READ BINARY over the end of the file.
    pub(crate) over_end: OverEnd,
    /// READ BINARY at the end of the file.
    pub(crate) at_end: AtEnd,
    /// SELECT with P2 = 0C is refused; with P2 = 00 the card describes the file so.
    pub(crate) describes: Option<Description>,
    /// Refuses a three-byte Lc.
    pub(crate) no_extended: bool,
    /// Sends eight bytes more than it was asked for.
    pub(crate) generous: bool,
    /// `6CBB` to a first PSO, whatever its Le.
    pub(crate) exact_signature: bool,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum OverEnd {
    #[default]
    Tail,
    TailWithWarning,
    Refused,
    ExactLe,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum AtEnd {
    #[default]
    WrongOffset,
    Warning,
    Success,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Description {
    Right,
    WithoutSize,
    TooSmall,
    TooBig,
    Zero,
    Garbage,
    Empty,
}

type Path = Vec<u8>;

pub(crate) struct ModelCard {
    pub(crate) habits: Habits,
    pub(crate) sent: Vec<Vec<u8>>,
    generation: &'static Generation,
    files: BTreeMap<(Path, Path), Vec<u8>>,
    application: Path,
    directory: Path,
    file: Option<Path>,
    verified: bool,
    restored: bool,
    key_set: bool,
    chain: Vec<u8>,
    pending: Vec<u8>,
    asked_exactly: bool,
}

fn hex(text: &str) -> Vec<u8> {
    Hex::parse(text).expect("hexadecimal").0
}

impl ModelCard {
    pub(crate) fn new(generation: &'static Generation, habits: Habits) -> Self {
        let cns = hex(generation.cns);
        let mut certificate = generation.certificate().to_vec();
        certificate.resize(2048, 0xFF);
        let place = (
            hex(generation.certificate_application),
            hex(generation.certificate_path),
        );
        let files = BTreeMap::from([
            ((cns.clone(), hex("10001003")), ID_CARTA.to_vec()),
            ((cns, hex("11001102")), dati_personali()),
            (place, certificate),
        ]);
        Self {
            habits,
            sent: Vec::new(),
            generation,
            files,
            application: Path::new(),
            directory: Path::new(),
            file: None,
            verified: false,
            restored: false,
            key_set: false,
            chain: Vec::new(),
            pending: Vec::new(),
            asked_exactly: false,
        }
    }

    /// The certificate's file as it is on the card.
    pub(crate) fn certificate_file(&mut self) -> &mut Vec<u8> {
        let place = (
            hex(self.generation.certificate_application),
            hex(self.generation.certificate_path),
        );
        self.files.get_mut(&place).expect("every card has one")
    }

    pub(crate) fn count(&self, instruction: u8) -> usize {
        let same = |frame: &&Vec<u8>| frame[1] == instruction;
        self.sent.iter().filter(same).count()
    }

    fn execute(&mut self, frame: &[u8]) -> Result<Vec<u8>, u16> {
        let [class, instruction, p1, p2, body @ ..] = frame else {
            return Err(0x6700);
        };
        let (data, le) = split(body, self.habits.no_extended)?;
        match (instruction, p1, p2) {
            (0xA4, _, _) => self.select(*p1, *p2, data),
            (0xB0, _, _) => self.read(
                usize::from(*p1) << 8 | usize::from(*p2),
                le.ok_or(0x6700_u16)?,
            ),
            (0xC0, 0, 0) => Ok(std::mem::take(&mut self.pending)),
            (0x20, 0, _) => self.verify(*p2, data),
            (0x22, 0xF3, 0x03) => {
                self.restored = true;
                Ok(Vec::new())
            }
            (0x22, 0xF1, 0xB8) => self.set_key(data),
            (0x2A, 0x80, 0x86) => self.decipher(*class, data),
            _ => Err(0x6D00),
        }
    }

    fn select(&mut self, p1: u8, p2: u8, name: &[u8]) -> Result<Vec<u8>, u16> {
        if p2 == 0x0C && self.habits.describes.is_some() {
            return Err(0x6A86);
        }
        let base = match p1 {
            0x08 => Path::new(),
            0x09 => self.directory.clone(),
            0x00 if name == [0x3F, 0x00] => return Ok(self.enter(Path::new())),
            0x04 => {
                if !self
                    .files
                    .keys()
                    .any(|(aid, _)| aid == name && !aid.is_empty())
                {
                    return Err(0x6A82);
                }
                self.application = name.to_vec();
                return Ok(self.enter(Path::new()));
            }
            _ => return Err(0x6A86),
        };
        let path = [base, name.to_vec()].concat();
        let size = self
            .files
            .get(&(self.application.clone(), path.clone()))
            .map(Vec::len);
        let is_directory = path == hex(self.generation.key_directory);
        match size {
            Some(size) => {
                // Whoever selects a file is in its directory (ISO/IEC 7816-4:2020, 7.2.2).
                self.directory = path[..path.len() - 2].to_vec();
                self.file = Some(path);
                Ok(self.describe(p2, size))
            }
            None if is_directory => Ok(self.enter(path)),
            None => Err(0x6A82),
        }
    }

    /// Going down from the MF keeps its PIN, any other way costs it.
    fn enter(&mut self, directory: Path) -> Vec<u8> {
        let down = self.directory.is_empty() && !directory.is_empty();
        self.verified &= down;
        self.directory = directory;
        self.file = None;
        Vec::new()
    }

    fn describe(&self, p2: u8, size: usize) -> Vec<u8> {
        let with_size = |size: usize| {
            let [high, low] = u16::try_from(size).expect("a small file").to_be_bytes();
            [
                &hex("6F0D8002")[..],
                &[high, low],
                &hex("82030100008302")[..],
                &[0, 0],
            ]
            .concat()
        };
        match self.habits.describes {
            Some(_) | None if p2 != 0x00 => Vec::new(),
            None | Some(Description::Right) => with_size(size),
            Some(Description::WithoutSize) => hex("6F0482020100"),
            Some(Description::TooSmall) => with_size(size / 4),
            Some(Description::TooBig) => with_size(0xFFFF),
            Some(Description::Zero) => with_size(0),
            Some(Description::Garbage) => hex("6F84FFFFFFFF80"),
            Some(Description::Empty) => Vec::new(),
        }
    }

    fn read(&self, offset: usize, le: usize) -> Result<Vec<u8>, u16> {
        if self.habits.largest_le.is_some_and(|most| le > most.into()) {
            return Err(0x6700);
        }
        let path = self.file.clone().ok_or(0x6986_u16)?;
        let content = &self.files[&(self.application.clone(), path)];
        let rest = content.get(offset..).ok_or(0x6B00_u16)?;
        if rest.is_empty() {
            return match self.habits.at_end {
                AtEnd::WrongOffset => Err(0x6B00),
                AtEnd::Warning => Err(0x6282),
                AtEnd::Success => Ok(Vec::new()),
            };
        }
        let over = le > rest.len();
        let available = u8::try_from(rest.len() & 0xFF).expect("a byte");
        match self.habits.over_end {
            OverEnd::Refused if over => return Err(0x6700),
            OverEnd::ExactLe if over => return Err(0x6C00 | u16::from(available)),
            OverEnd::Tail | OverEnd::TailWithWarning | OverEnd::Refused | OverEnd::ExactLe => {}
        }
        let generosity = if self.habits.generous { 8 } else { 0 };
        let most = self.habits.short_reads.unwrap_or(256);
        Ok(rest[..rest.len().min(le + generosity).min(most)].to_vec())
    }

    fn verify(&mut self, reference: u8, block: &[u8]) -> Result<Vec<u8>, u16> {
        assert_eq!(block.len(), 8, "a VERIFY without a PIN costs a try");
        let here = self.application == hex(self.generation.cns) && self.directory.is_empty();
        let found = reference == self.generation.pin_reference && (reference & 0x80 != 0 || here);
        if !found {
            return Err(0x6A88);
        }
        self.verified = block == hex("3438313531FFFFFF");
        if self.verified {
            Ok(Vec::new())
        } else {
            Err(0x63C2)
        }
    }

    fn set_key(&mut self, data: &[u8]) -> Result<Vec<u8>, u16> {
        if !self.restored {
            return Err(0x6985);
        }
        let place = hex(self.generation.key_directory);
        let found = place.is_empty() || self.directory == place;
        if !found || data != [0x83, 0x01, self.generation.key_reference] {
            return Err(0x6A88);
        }
        self.key_set = true;
        Ok(Vec::new())
    }

    fn decipher(&mut self, class: u8, data: &[u8]) -> Result<Vec<u8>, u16> {
        self.chain.extend_from_slice(data);
        if class == 0x10 {
            return Ok(Vec::new());
        }
        let data = std::mem::take(&mut self.chain);
        if self.habits.exact_signature && !std::mem::replace(&mut self.asked_exactly, true) {
            let length = u8::try_from(self.generation.modulus & 0xFF).expect("a byte");
            return Err(0x6C00 | u16::from(length));
        }
        if !self.verified {
            return Err(0x6982);
        }
        if !self.key_set {
            return Err(0x6985);
        }
        assert_eq!(data, [vec![0], padded(self.generation.modulus)].concat());
        Ok(self.generation.signature().to_vec())
    }

    /// Puts the answer together as this card does.
    fn answer(&mut self, frame: &[u8], result: Result<Vec<u8>, u16>) -> Vec<u8> {
        let mut data = match result {
            Ok(data) => data,
            Err(status) => return status.to_be_bytes().to_vec(),
        };
        if let Some(most) = self.habits.pieces
            && !data.is_empty()
        {
            let size = if frame[1] == 0xC0 {
                usize::from(frame[4])
            } else {
                0
            };
            self.pending = data.split_off(size.min(data.len()));
            if !self.pending.is_empty() {
                let next = u8::try_from(self.pending.len()).unwrap_or(most).min(most);
                return [data.as_slice(), &[0x61, next]].concat();
            }
        }
        let short = frame[1] == 0xB0 && data.len() < usize::from(*frame.last().expect("Le"));
        let warns = matches!(self.habits.over_end, OverEnd::TailWithWarning);
        let status = if short && warns {
            [0x62, 0x82]
        } else {
            [0x90, 0x00]
        };
        [data.as_slice(), &status].concat()
    }
}

/// The data field and Le of a command in its short or extended form.
fn split(body: &[u8], no_extended: bool) -> Result<(&[u8], Option<usize>), u16> {
    let (data, le) = match *body {
        [] => return Ok((&[], None)),
        [le] => return Ok((&[], Some(usize::from(le)))),
        [0, high, low, ref rest @ ..] if !no_extended => {
            rest.split_at_checked(usize::from(u16::from_be_bytes([high, low])))
        }
        [length, ref rest @ ..] => rest.split_at_checked(length.into()),
    }
    .ok_or(0x6700_u16)?;
    match *le {
        [] => Ok((data, None)),
        [le] => Ok((data, Some(le.into()))),
        [high, low] if !no_extended => Ok((data, Some(u16::from_be_bytes([high, low]).into()))),
        _ => Err(0x6700),
    }
}

impl CardChannel for ModelCard {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        self.sent.push(command.to_vec());
        let result = self.execute(command);
        Ok(self.answer(command, result))
    }
}
