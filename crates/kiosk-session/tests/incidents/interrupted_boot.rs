// SPDX-License-Identifier: EUPL-1.2
//! The power came back after a cut, at each record.

use activation_protocol::messages::ReportResult;
use activation_protocol::{Outcome, SessionId};
use kiosk_session::{Event, JournalOp, Message, Notice, Policy, Record, ScreenName, Unfinished};

use crate::world::World;

const SESSION: SessionId = SessionId::from_bytes([3; 16]);

fn restarted(record: Record, age_ms: u64) -> World {
    let mut world = World::switched_off(Policy::default());
    assert_eq!(world.page(), ScreenName::Boot);
    world.send(Event::Started(vec![Unfinished {
        session: SESSION,
        record,
        age_ms,
    }]));
    assert_eq!(world.page(), ScreenName::Idle);
    world
}

#[test]
fn the_backend_hears_what_the_journal_proves() {
    let unused = Message::Abort { no_write: true };
    let unknown = Message::Report {
        result: ReportResult::Unknown,
        sw: None,
    };
    for (record, message, outcome) in [
        (Record::Open, Some(unused), Outcome::NothingChanged),
        (Record::IntentRelease, Some(unused), Outcome::NothingChanged),
        (Record::IntentSet, Some(unknown), Outcome::ToBeCompleted),
        (Record::Proof, None, Outcome::BeingRegistered),
        (Record::Confirmed, None, Outcome::Completed),
    ] {
        let world = restarted(record, 0);
        assert_eq!(world.messages(), Vec::from_iter(message), "{record:?}");
        assert_eq!(
            world.journal.last(),
            Some(&JournalOp::Close(SESSION, outcome))
        );
    }
}

#[test]
fn the_start_page_mentions_a_recent_interruption_for_ten_minutes() {
    for (record, mentioned) in [(Record::IntentSet, true), (Record::Open, false)] {
        let mut world = restarted(record, 60_000);
        assert_eq!(world.shows(Notice::Interrupted), mentioned);
        world.wait(9 * 60_000);
        assert!(!world.shows(Notice::Interrupted));
    }
    assert!(!restarted(Record::Proof, 600_000).shows(Notice::Interrupted));
}
