// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The slip: words from `phrases`, layout from `receipt`, facts from the desk.

use activation_protocol::Outcome;
use activation_protocol::rome::in_rome;
use kiosk_session::{Event, Printed};
use receipt::{CardTail, Receipt, ReceiptLabels, Slip};
use time::OffsetDateTime;

use super::Device;
use crate::input::{Answered, Input};

impl Device {
    pub(super) fn print(&mut self, outcome: Outcome) {
        let slip = Slip::from(&self.receipt(outcome));
        let Some(printer) = &self.printer else {
            self.events.push_back(Event::Printed(Printed::Failed));
            return;
        };
        let (inbox, visit) = (self.inbox.clone(), self.visit);
        printer.submit(slip, move |outcome| {
            inbox.send(Input::Visit(visit, Answered::Printed(outcome)));
        });
    }

    fn receipt(&self, outcome: Outcome) -> Receipt {
        let words = self.phrases.receipt(self.language, outcome);
        let card = self.new_card().map(|card| &card.read.identity.id_carta);
        let place = self
            .backend
            .as_ref()
            .map(|backend| backend.trust.place.clone());
        Receipt {
            service: words.service,
            title: words.title,
            when: self.phrases.moment(self.language, civil_now()),
            totem: self.totem_code(),
            place: place.unwrap_or_default(),
            practice_code: self.desk.receipt_code,
            card: card.map(CardTail::from),
            next_steps: words.next_steps,
            phone: words.phone,
            labels: ReceiptLabels {
                when: words.labels.when,
                totem: words.labels.totem,
                place: words.labels.place,
                card: words.labels.card,
                practice_code: words.labels.practice_code,
                next_steps: words.labels.next_steps,
                phone: words.labels.phone,
            },
        }
    }
}

fn civil_now() -> phrases::Moment {
    let now = in_rome(OffsetDateTime::now_utc());
    phrases::Moment {
        year: u16::try_from(now.year()).unwrap_or_default(),
        month: now.month().into(),
        day: now.day(),
        hour: now.hour(),
        minute: now.minute(),
    }
}
