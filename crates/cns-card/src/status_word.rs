// SPDX-License-Identifier: EUPL-1.2
//! The last two bytes of every answer, by name (ISO/IEC 7816-4:2020, 5.6).

use std::fmt;

/// Builds the enum and both conversions from one table, so that they cannot disagree.
macro_rules! status_words {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// A status word, SW1-SW2. The hexadecimal form opens each line; `x` is the payload.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum StatusWord {
            /// `61xx` Normal: xx more bytes wait for GET RESPONSE, 0 standing for 256 or more.
            MoreData(u8),
            /// `63Cx` Warning: the counter is now x. After a wrong PIN or PUK, the tries left.
            Counter(u8),
            /// `6Cxx` Wrong Le: xx bytes are available, 0 standing for 256.
            WrongExpectedLength(u8),
            /// Any word this table does not name.
            Unlisted(u16),
            $($(#[$doc])* $name,)*
        }

        impl From<u16> for StatusWord {
            fn from(code: u16) -> Self {
                let low = code.to_be_bytes()[1];
                match code {
                    $($code => Self::$name,)*
                    0x6100..=0x61FF => Self::MoreData(low),
                    0x63C0..=0x63CF => Self::Counter(low & 0x0F),
                    0x6C00..=0x6CFF => Self::WrongExpectedLength(low),
                    _ => Self::Unlisted(code),
                }
            }
        }

        impl From<StatusWord> for u16 {
            fn from(word: StatusWord) -> Self {
                match word {
                    StatusWord::MoreData(count) => 0x6100 | u16::from(count),
                    StatusWord::Counter(count) => 0x63C0 | u16::from(count & 0x0F),
                    StatusWord::WrongExpectedLength(count) => 0x6C00 | u16::from(count),
                    StatusWord::Unlisted(code) => code,
                    $(StatusWord::$name => $code,)*
                }
            }
        }
    };
}

status_words! {
    /// `9000` Normal.
    Success = 0x9000,
    /// `6200` Warning, memory unchanged: no information.
    Warning = 0x6200,
    /// `6281` Warning: part of the data may be corrupted.
    DataMayBeCorrupted = 0x6281,
    /// `6282` Warning: the end of the file came before Le bytes.
    EndOfFile = 0x6282,
    /// `6283` Warning: the selected file is deactivated.
    FileDeactivated = 0x6283,
    /// `6284` Warning: the control information is not formatted as asked.
    ControlInformationFormat = 0x6284,
    /// `6285` Warning: the selected file is in termination state.
    FileTerminated = 0x6285,
    /// `6300` Warning, memory changed: no information. After a PIN: wrong, count not told.
    WarningChanged = 0x6300,
    /// `6381` Warning: the file is filled up by the last write.
    FileFilled = 0x6381,
    /// `6400` Execution error, memory unchanged.
    ExecutionError = 0x6400,
    /// `6500` Execution error, memory changed.
    ExecutionErrorChanged = 0x6500,
    /// `6581` Memory failure.
    MemoryFailure = 0x6581,
    /// `6700` Wrong length.
    WrongLength = 0x6700,
    /// `6800` A function of the class byte is not supported.
    ClassFunctionNotSupported = 0x6800,
    /// `6881` Logical channel not supported.
    LogicalChannelNotSupported = 0x6881,
    /// `6882` Secure messaging not supported.
    SecureMessagingNotSupported = 0x6882,
    /// `6883` The last command of the chain was expected.
    LastOfChainExpected = 0x6883,
    /// `6884` Command chaining not supported.
    ChainingNotSupported = 0x6884,
    /// `6900` Command not allowed.
    NotAllowed = 0x6900,
    /// `6981` The command does not suit the file's structure.
    FileStructure = 0x6981,
    /// `6982` Security status not satisfied: the PIN is not verified.
    SecurityStatusNotSatisfied = 0x6982,
    /// `6983` Authentication method blocked: no tries left.
    Blocked = 0x6983,
    /// `6984` Reference data not usable: deactivated or never initialised.
    ReferenceDataNotUsable = 0x6984,
    /// `6985` Conditions of use not satisfied.
    ConditionsNotSatisfied = 0x6985,
    /// `6986` Command not allowed: no current EF.
    NoCurrentFile = 0x6986,
    /// `6987` Secure messaging data objects missing.
    SecureMessagingMissing = 0x6987,
    /// `6988` Secure messaging data objects wrong.
    SecureMessagingWrong = 0x6988,
    /// `6A00` Wrong parameters P1-P2, no information.
    ParametersWrong = 0x6A00,
    /// `6A80` Wrong data in the command.
    WrongData = 0x6A80,
    /// `6A81` Function not supported.
    FunctionNotSupported = 0x6A81,
    /// `6A82` File or application not found.
    FileNotFound = 0x6A82,
    /// `6A83` Record not found.
    RecordNotFound = 0x6A83,
    /// `6A84` Not enough memory in the file.
    NotEnoughMemory = 0x6A84,
    /// `6A85` Lc does not suit the TLV structure.
    LengthAndStructure = 0x6A85,
    /// `6A86` Wrong parameters P1-P2.
    WrongParameters = 0x6A86,
    /// `6A87` Lc does not suit P1-P2.
    LengthAndParameters = 0x6A87,
    /// `6A88` Reference data not found: there is no such PIN or key. Costs no try.
    ReferenceDataNotFound = 0x6A88,
    /// `6A89` File already exists.
    FileExists = 0x6A89,
    /// `6A8A` DF name already exists.
    NameExists = 0x6A8A,
    /// `6B00` Wrong offset: at or past the end of the file.
    WrongOffset = 0x6B00,
    /// `6D00` Instruction not supported.
    InstructionNotSupported = 0x6D00,
    /// `6E00` Class not supported.
    ClassNotSupported = 0x6E00,
    /// `6F00` No precise diagnosis.
    NoDiagnosis = 0x6F00,
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", u16::from(*self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_survives_the_way_there_and_back() {
        for code in 0..=u16::MAX {
            assert_eq!(u16::from(StatusWord::from(code)), code);
        }
    }

    #[test]
    fn a_counter_keeps_its_tries() {
        assert_eq!(StatusWord::from(0x63C2), StatusWord::Counter(2));
        assert_eq!(StatusWord::from(0x63C0), StatusWord::Counter(0));
        assert_eq!(StatusWord::from(0x6300), StatusWord::WarningChanged);
    }

    #[test]
    fn a_word_is_shown_as_technicians_write_it() {
        assert_eq!(StatusWord::FileNotFound.to_string(), "6A82");
        assert_eq!(StatusWord::Counter(1).to_string(), "63C1");
    }
}
