// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Takes a picture of every page: at once, because some pages are short, and again until it holds
//! still.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::pages::{Pages, Seen};
use super::screen_image::{Camera, ScreenImage};

const PATIENCE: Duration = Duration::from_secs(10);
/// Between two looks at a page that may still be moving.
const BLINK: Duration = Duration::from_millis(120);
/// Pages on which something always moves are taken as they are after so many looks.
const LOOKS: usize = 5;

/// A camera that follows the pages.
#[derive(Clone, Debug)]
pub struct Photographer(Arc<(Mutex<Album>, Condvar)>);

#[derive(Debug, Default)]
struct Album {
    /// Pages whose picture is final, or that were gone before they had one.
    done: usize,
    /// File names, by page.
    pictures: Vec<(usize, String)>,
    /// Pictures on their way to disk.
    developing: usize,
    closed: bool,
    ended: bool,
    broken: Option<String>,
}

impl Photographer {
    /// Follows `pages` on a display and writes `NN-screen-name.png` into `dir`.
    pub fn start(display: &str, pages: Pages, dir: &Path) -> Result<Self> {
        let camera = Camera::connect(display)?;
        let photographer = Self(Arc::default());
        let work = photographer.clone();
        let dir = dir.to_owned();
        thread::Builder::new()
            .name("camera".into())
            .spawn(move || {
                if let Err(error) = work.follow(&camera, &pages, &dir) {
                    work.lock().broken = Some(format!("{error:#}"));
                    work.0.1.notify_all();
                }
            })?;
        Ok(photographer)
    }

    /// Waits until the page's picture is final.
    pub fn await_picture(&self, number: usize) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let mut album = self.lock();
        while album.done <= number {
            if let Some(broken) = &album.broken {
                bail!("no picture: {broken}");
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                bail!("no picture of page {number} in time");
            }
            let waited = self.0.1.wait_timeout(album, left);
            album = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(())
    }

    /// The file name of a page's picture, if it stood long enough for one.
    pub fn picture_of(&self, number: usize) -> Option<String> {
        let album = self.lock();
        let found = album.pictures.iter().find(|(page, _)| *page == number);
        found.map(|(_, name)| name.clone())
    }

    /// Takes no more pictures, and waits until those taken are on disk.
    pub fn finish(&self) {
        let mut album = self.lock();
        album.closed = true;
        while album.broken.is_none() && (!album.ended || album.developing > 0) {
            let waited = self.0.1.wait_timeout(album, PATIENCE);
            album = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// A picture is developed when the next page has another: lines come a moment after pixels, so
    /// the last look at a short page may have met its successor.
    fn follow(&self, camera: &Camera, pages: &Pages, dir: &Path) -> Result<()> {
        let mut waiting: Option<(Seen, ScreenImage)> = None;
        for number in 0.. {
            let page = self.await_page(pages, number);
            let image = match &page {
                Some(page) => portrait(camera, pages, page)?,
                None => None,
            };
            if let Some((before, picture)) = waiting.take()
                && image.as_ref() != Some(&picture)
            {
                self.develop(&before, picture, dir);
            }
            let Some(page) = page else {
                break;
            };
            waiting = image.map(|image| (page, image));
            self.lock().done = number + 1;
            self.0.1.notify_all();
        }
        self.lock().ended = true;
        self.0.1.notify_all();
        Ok(())
    }

    /// The next page, unless nobody wants pictures any more.
    fn await_page(&self, pages: &Pages, number: usize) -> Option<Seen> {
        while !self.lock().closed {
            // No totem is on while its power is cut: then this is no wait but a look.
            match pages.await_number(number, BLINK) {
                Ok(page) => return Some(page),
                Err(_) => thread::sleep(Duration::from_millis(5)),
            }
        }
        None
    }

    /// Writes a picture while the next is taken: compressing takes longer than some pages last.
    fn develop(&self, page: &Seen, image: ScreenImage, dir: &Path) {
        let name = format!("{:02}-{}.png", page.number + 1, page.line.screen);
        let path = dir.join(&name);
        let mut album = self.lock();
        album.pictures.push((page.number, name));
        album.developing += 1;
        let work = self.clone();
        thread::spawn(move || {
            let written = image.write(&path);
            let mut album = work.lock();
            album.developing -= 1;
            album.broken = written
                .err()
                .map(|error| format!("{error:#}"))
                .or(album.broken.take());
            work.0.1.notify_all();
        });
    }

    fn lock(&self) -> MutexGuard<'_, Album> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The page at rest; or, if it does not stay, as it was when its line came.
fn portrait(camera: &Camera, pages: &Pages, page: &Seen) -> Result<Option<ScreenImage>> {
    let still_there = || pages.last().is_some_and(|last| last.number == page.number);
    let first = camera.take()?;
    if !still_there() {
        return Ok(None);
    }
    let mut last = None;
    for _ in 0..LOOKS {
        thread::sleep(BLINK);
        let image = camera.take()?;
        if !still_there() {
            return Ok(Some(first));
        }
        if image == *last.as_ref().unwrap_or(&first) {
            return Ok(Some(image));
        }
        last = Some(image);
    }
    Ok(last)
}
