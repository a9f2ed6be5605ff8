// SPDX-License-Identifier: EUPL-1.2
//! Status bytes of real printers and of things that are not printers.

use receipt::{
    Paper, PrinterCondition, PrinterProfile, PrinterStatus, Remedy, StatusDialect, StatusError,
    StatusRequest,
};

const EPSON: StatusDialect = StatusDialect::DleEot {
    mask: 0x93,
    value: 0x12,
};

fn epson(replies: [u8; 4]) -> Result<PrinterStatus, StatusError> {
    let mut status = PrinterStatus::default();
    for (request, reply) in StatusRequest::DLE_EOT.into_iter().zip(replies) {
        status.add(EPSON, request, &[reply])?;
    }
    Ok(status)
}

fn custom(paper: u8, user: u8, recoverable: u8, fatal: u8) -> PrinterStatus {
    let mut status = PrinterStatus::default();
    let frame = [0x10, 0x0f, paper, user, recoverable, fatal];
    status
        .add(
            StatusDialect::CustomFull {},
            StatusRequest::CustomFull,
            &frame,
        )
        .expect("a full status");
    status
}

#[test]
fn a_healthy_tm_t20ii_is_ready() {
    let status = epson([0x16, 0x12, 0x12, 0x12]).expect("a printer");
    assert_eq!(status, PrinterStatus::default());
    assert_eq!(status.condition(), PrinterCondition::Ready);
    assert_eq!(status.condition().remedy(), Remedy::None);
}

#[test]
fn each_answer_has_the_meaning_of_its_table() {
    use PrinterCondition as C;
    for (replies, condition) in [
        ([0x1a, 0x12, 0x12, 0x12], C::Fault),
        ([0x1a, 0x16, 0x12, 0x12], C::CoverOpen),
        ([0x1a, 0x32, 0x12, 0x12], C::PaperOut),
        ([0x1a, 0x52, 0x12, 0x12], C::Fault),
        ([0x1a, 0x52, 0x1a, 0x12], C::CutterFault),
        ([0x1a, 0x52, 0x32, 0x12], C::Fault),
        ([0x12, 0x12, 0x52, 0x12], C::Fault),
        ([0x12, 0x12, 0x16, 0x12], C::Fault),
        ([0x12, 0x12, 0x12, 0x1e], C::PaperLow),
        ([0x12, 0x12, 0x12, 0x72], C::PaperOut),
        ([0x1a, 0x36, 0x12, 0x7e], C::CoverOpen),
    ] {
        let status = epson(replies).expect("a printer");
        assert_eq!(status.condition(), condition, "{replies:02x?}");
    }
}

#[test]
fn one_bit_of_a_pair_says_nothing_about_paper() {
    for reply in [0x1a, 0x16, 0x32, 0x52] {
        assert_eq!(
            epson([0x12, 0x12, 0x12, reply]).expect("a printer").paper,
            Paper::Present
        );
    }
}

#[test]
fn a_byte_is_a_status_exactly_when_its_fixed_bits_are_right() {
    for byte in 0..=u8::MAX {
        let right = byte & 0b0000_0010 != 0
            && byte & 0b0001_0000 != 0
            && byte & 0b0000_0001 == 0
            && byte & 0b1000_0000 == 0;
        assert_eq!(epson([byte; 4]).is_ok(), right, "{byte:02x}");
    }
}

#[test]
fn an_echo_is_not_a_printer() {
    let mut status = PrinterStatus::default();
    let echo = StatusRequest::Printer.bytes()[0];
    let error = status
        .add(EPSON, StatusRequest::Printer, &[echo])
        .expect_err("an echo");
    assert_eq!(
        error,
        StatusError::NotAPrinter {
            request: StatusRequest::Printer
        }
    );
    assert_eq!(status, PrinterStatus::default());
}

#[test]
fn an_answer_of_the_wrong_length_is_refused() {
    let mut status = PrinterStatus::default();
    assert!(status.add(EPSON, StatusRequest::Paper, &[]).is_err());
    assert!(
        status
            .add(EPSON, StatusRequest::Paper, &[0x12, 0x12])
            .is_err()
    );
}

#[test]
fn a_custom_full_status_has_the_meaning_of_its_table() {
    use PrinterCondition as C;
    for (status, condition) in [
        (custom(0, 0, 0, 0), C::Ready),
        (custom(0x04, 0, 0, 0), C::PaperLow),
        (custom(0x05, 0, 0, 0), C::PaperOut),
        (custom(0x40, 0, 0, 0), C::PaperOut),
        (custom(0x80, 0, 0x80, 0), C::Ready),
        (custom(0, 0x01, 0, 0), C::CoverOpen),
        (custom(0, 0x02, 0, 0), C::CoverOpen),
        (custom(0, 0, 0x01, 0), C::Fault),
        (custom(0, 0, 0x40, 0), C::Fault),
        (custom(0, 0, 0, 0x01), C::CutterFault),
        (custom(0, 0, 0, 0x80), C::Fault),
    ] {
        assert_eq!(status.condition(), condition, "{status:?}");
    }
    assert!(custom(0x20, 0, 0, 0).slip_in_mouth);
    assert!(custom(0, 0x04, 0, 0).busy);
    assert!(custom(0, 0, 0x40, 0).paper_jam);
}

#[test]
fn a_full_status_without_its_two_first_bytes_is_refused() {
    let mut status = PrinterStatus::default();
    let dialect = PrinterProfile::builtin("custom-vkp80iii")
        .expect("built in")
        .status;
    let reply = [0x12; 6];
    assert!(
        status
            .add(dialect, StatusRequest::CustomFull, &reply)
            .is_err()
    );
}
