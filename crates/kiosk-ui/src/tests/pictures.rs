// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Draws every page in every language into `target/pages/`, for people to look at.

use std::fs::{File, create_dir_all};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use phrases::Language;
use slint::{ComponentHandle, Rgba8Pixel, SharedPixelBuffer};

use super::samples;
use super::stage::Stage;

#[test]
fn every_page_is_drawn_in_every_language() {
    let stage = Stage::new();
    let directory = directory();
    for language in Language::ALL {
        let folder = directory.join(language.code());
        create_dir_all(&folder).expect("the target directory is writable");
        let mut before = None;
        for sample in samples::all(&stage.phrases, language) {
            stage.show(&sample.page);
            let picture = stage.app().window().take_snapshot().expect("a picture");
            assert_eq!((picture.width(), picture.height()), (1080, 1920));
            let bytes = picture.as_bytes().to_vec();
            assert_ne!(before.as_ref(), Some(&bytes), "{}", sample.name);
            before = Some(bytes);
            write(&folder.join(format!("{}.png", sample.name)), &picture);
        }
    }
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pages")
}

fn write(path: &Path, picture: &SharedPixelBuffer<Rgba8Pixel>) {
    let file = File::create(path).expect("the folder is writable");
    let (width, height) = (picture.width(), picture.height());
    let mut encoder = png::Encoder::new(BufWriter::new(file), width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("a header fits");
    writer
        .write_image_data(picture.as_bytes())
        .expect("the pixels fit");
}
