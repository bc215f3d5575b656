//! Pictures of the window, compared with those in `snapshots/`.
//!
//! `UPDATE_SNAPSHOTS=1` takes the present ones for right. A picture that differs too much is written, with a map of the
//! differences, to `target/window-snapshots`.

use crate::raster::Picture;
use egui::Color32;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Mean difference of a channel (0–255) that is let pass.
const MEAN: f64 = 0.7;
/// Share of pixels that may differ clearly.
const SHARE: f64 = 0.01;
/// From which difference of a channel on a pixel differs clearly.
const CLEAR: u8 = 32;

/// Compares a picture with the one that is kept under this name.
#[track_caller]
pub fn assert_looks_like(name: &str, actual: &Picture) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = root.join(format!("tests/window/snapshots/{name}.png"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        write(&kept, actual);
        return;
    }
    let complaint = match read(&kept) {
        None => "there is no picture to compare with".to_owned(),
        Some(old) if (old.width, old.height) != (actual.width, actual.height) => {
            "the size is another one".to_owned()
        }
        Some(old) => {
            let (mean, share) = differences(&old, actual);
            if mean <= MEAN && share <= SHARE {
                return;
            }
            write(&shown(root, name, "diff"), &map(&old, actual));
            format!(
                "channels differ by {mean:.2} on average, {:.2} % of the pixels clearly",
                share * 100.0
            )
        }
    };
    let to = shown(root, name, "actual");
    write(&to, actual);
    panic!(
        "{name}: {complaint}. Look at {} and, where it is right, run with UPDATE_SNAPSHOTS=1",
        to.display()
    );
}

fn shown(root: &Path, name: &str, what: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target
        .join("window-snapshots")
        .join(format!("{name}.{what}.png"))
}

/// The largest difference of a channel of two pixels.
fn difference(a: Color32, b: Color32) -> u8 {
    let pairs = a.to_array().into_iter().zip(b.to_array());
    pairs.map(|(a, b)| a.abs_diff(b)).max().unwrap_or_default()
}

/// The mean difference and the share of pixels that differ clearly.
fn differences(a: &Picture, b: &Picture) -> (f64, f64) {
    let all = || {
        a.pixels
            .iter()
            .zip(&b.pixels)
            .map(|(a, b)| difference(*a, *b))
    };
    let n = a.pixels.len() as f64;
    let clear = all().filter(|d| *d >= CLEAR).count() as f64;
    (all().map(f64::from).sum::<f64>() / n, clear / n)
}

/// White where two pictures are equal, the darker the more they differ.
fn map(a: &Picture, b: &Picture) -> Picture {
    let pixels = a
        .pixels
        .iter()
        .zip(&b.pixels)
        .map(|(a, b)| Color32::from_gray(255 - difference(*a, *b)));
    Picture {
        pixels: pixels.collect(),
        ..b.clone()
    }
}

fn write(path: &Path, picture: &Picture) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut encoder = png::Encoder::new(
        File::create(path).unwrap(),
        picture.width as u32,
        picture.height as u32,
    );
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Balanced);
    let bytes: Vec<u8> = picture
        .pixels
        .iter()
        .flat_map(|p| [p.r(), p.g(), p.b()])
        .collect();
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&bytes)
        .unwrap();
}

fn read(path: &Path) -> Option<Picture> {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).ok()?))
        .read_info()
        .unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let pixels = bytes
        .chunks_exact(3)
        .map(|p| Color32::from_rgb(p[0], p[1], p[2]))
        .collect();
    Some(Picture {
        width: info.width as usize,
        height: info.height as usize,
        pixels,
    })
}
