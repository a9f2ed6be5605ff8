// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! From the session's screen to a page with words.

use activation_protocol::Outcome;
use activation_protocol::rome::rome_date;
use cns_card::issuer_name;
use kiosk_session::{Screen, ScreenName};
use kiosk_ui::Page;
use phrases::CardOnPage;
use time::OffsetDateTime;

use super::Device;

impl Device {
    /// Shows the page, if it is another than the one on the glass.
    pub(super) fn show(&mut self) {
        let now_ms = self.clock.now_ms();
        let page = self.page(now_ms);
        if self.shown.as_ref().is_some_and(|shown| same(shown, &page)) {
            return;
        }
        let remaining_ms = page.screen.deadline_ms.map(|at| at.saturating_sub(now_ms));
        self.glass.show(&page, remaining_ms);
        self.shown = Some(page);
    }

    fn page(&self, now_ms: u64) -> Page {
        let screen = self.totem.screen(now_ms);
        let code = self.code_on(&screen);
        let seconds = seconds_of_warning(&screen, now_ms);
        let card = self.card_on(&screen);
        let mut page = Page::new(&self.phrases, screen, self.language, &self.totem_code());
        if let Some(card) = card {
            page = page.with_card_facts(&self.phrases, &card);
        }
        if let Some(code) = code {
            page = page.with_code(&self.phrases, &code);
        }
        if let Some(seconds) = seconds {
            page = page.with_warning(&self.phrases, seconds);
        }
        page
    }

    /// The code of the case is on the page of an outcome that has a slip.
    fn code_on(&self, screen: &Screen) -> Option<String> {
        let shown = matches!(screen.name, ScreenName::Outcome | ScreenName::TakeCard)
            && screen.outcome.is_some_and(Outcome::has_receipt);
        self.desk
            .receipt_code
            .filter(|_| shown)
            .map(|code| code.to_string())
    }

    /// What a check tells of the card in the reader besides the report.
    fn card_on(&self, screen: &Screen) -> Option<CardOnPage> {
        screen.report?;
        let card = self.first_card()?;
        let identity = &card.read.identity;
        Some(CardOnPage {
            issuer: issuer_name(identity.id_carta).map(str::to_owned),
            card_until: identity.personal.expiry(),
            certificate_until: card.certificate_until(),
            today: rome_date(OffsetDateTime::now_utc()),
        })
    }

    pub(super) fn totem_code(&self) -> String {
        self.backend
            .as_ref()
            .map(|backend| backend.trust.totem.clone())
            .unwrap_or_default()
    }
}

fn seconds_of_warning(screen: &Screen, now_ms: u64) -> Option<u32> {
    let left_ms = screen.deadline_ms?.saturating_sub(now_ms);
    let seconds = u32::try_from(left_ms.div_ceil(1000)).ok()?;
    screen.warning.then_some(seconds)
}

/// Two pages a person could not tell apart; the glass counts a warning down by itself.
fn same(a: &Page, b: &Page) -> bool {
    let screen = |page: &Page| Screen {
        deadline_ms: None,
        ..page.screen.clone()
    };
    screen(a) == screen(b) && a.language == b.language && a.code == b.code
}
