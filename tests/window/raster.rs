//! A painter without a GPU: textured triangles, blended as egui's own shaders blend them.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The textures that the window has uploaded; shared between the harness, which fills it, and the painter.
#[derive(Clone, Default)]
pub struct Textures(Rc<RefCell<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, deltas) in delta.set.drain() {
            for change in deltas {
                let ImageData::Color(image) = change.image;
                match change.pos {
                    None => drop(textures.insert(id, image.as_ref().clone())),
                    Some([x, y]) => {
                        let whole = textures
                            .get_mut(&id)
                            .expect("a part follows a whole texture");
                        let ([width, height], stride) = (image.size, whole.size[0]);
                        for row in 0..height {
                            let to = (y + row) * stride + x;
                            let from = &image.pixels[row * width..(row + 1) * width];
                            whole.pixels[to..to + width].copy_from_slice(from);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

/// A picture: premultiplied sRGB, row by row.
#[derive(Clone, PartialEq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Color32>,
}

/// Paints a frame of `size` pixels, one point being one pixel.
pub fn paint(
    ctx: &egui::Context,
    output: &egui::FullOutput,
    textures: &Textures,
    size: [usize; 2],
) -> Picture {
    let mut picture = Picture {
        width: size[0],
        height: size[1],
        pixels: vec![Color32::BLACK; size[0] * size[1]],
    };
    let textures = textures.0.borrow();
    for primitive in ctx.tessellate(output.shapes.clone(), 1.0) {
        if let Primitive::Mesh(mesh) = &primitive.primitive {
            let texture = &textures[&mesh.texture_id];
            picture.mesh(mesh, texture, primitive.clip_rect);
        }
    }
    picture
}

impl Picture {
    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect) {
        for corners in mesh.indices.as_chunks::<3>().0 {
            let corner = corners.map(|i| mesh.vertices[i as usize]);
            self.triangle(corner, texture, clip);
        }
    }

    fn triangle(&mut self, corner: [Vertex; 3], texture: &ColorImage, clip: Rect) {
        let [a, mut b, mut c] = corner;
        let mut area = edge(a.pos, b.pos, c.pos);
        if area < 0.0 {
            (b, c, area) = (c, b, -area);
        }
        let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
        if area == 0.0 || !bounds.is_positive() {
            return;
        }
        let rows = pixels(bounds.min.y, bounds.max.y, self.height);
        let columns = pixels(bounds.min.x, bounds.max.x, self.width);
        // Most of a window is plain colour: then there is nothing to mix from pixel to pixel.
        let is_plain = [b, c].iter().all(|v| v.uv == a.uv && v.color == a.color);
        let plain = is_plain.then(|| shade([a, b, c], [1.0, 0.0, 0.0], texture));
        let sides = [(b.pos, c.pos), (c.pos, a.pos), (a.pos, b.pos)];
        let owned = sides.map(|(from, to)| owns(from, to));
        for y in rows {
            let row = &mut self.pixels[y * self.width..(y + 1) * self.width];
            for x in columns.clone() {
                let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                let [u, v, w] = sides.map(|(from, to)| edge(from, to, at));
                let outside = |w: f32, owned: bool| w < 0.0 || (w == 0.0 && !owned);
                if outside(u, owned[0]) || outside(v, owned[1]) || outside(w, owned[2]) {
                    continue;
                }
                let share = [u / area, v / area, w / area];
                let source = plain.unwrap_or_else(|| shade([a, b, c], share, texture));
                row[x] = over(row[x], source);
            }
        }
    }
}

/// The pixels whose centres lie between two coordinates.
fn pixels(min: f32, max: f32, limit: usize) -> std::ops::Range<usize> {
    let first = (min - 0.5).ceil().max(0.0) as usize;
    let end = ((max - 0.5).ceil().max(0.0) as usize).min(limit);
    first..end
}

/// Twice the area of the triangle, positive where `c` is at the right of the way from `a` to `b` (y grows downwards).
fn edge(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether a triangle owns the points on this edge, so that two triangles with a common edge paint it once.
fn owns(from: Pos2, to: Pos2) -> bool {
    to.y < from.y || (to.y == from.y && to.x > from.x)
}

/// The colour of a point of a triangle: its corners' colours mixed, times its place in the texture.
fn shade(corner: [Vertex; 3], share: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mix = |of: &dyn Fn(&Vertex) -> f32| -> f32 {
        corner
            .iter()
            .zip(share)
            .map(|(vertex, s)| of(vertex) * s)
            .sum()
    };
    let [width, height] = texture.size;
    let texel = |uv: f32, n: usize| ((uv * n as f32) as usize).min(n - 1);
    let (x, y) = (
        texel(mix(&|v| v.uv.x), width),
        texel(mix(&|v| v.uv.y), height),
    );
    let colour = texture.pixels[y * width + x].to_array();
    std::array::from_fn(|i| {
        mix(&|v| f32::from(v.color.to_array()[i])) * f32::from(colour[i]) / 255.0
    })
}

/// `source`, premultiplied, over a pixel.
fn over(pixel: Color32, source: [f32; 4]) -> Color32 {
    if source[3] >= 254.9 {
        let [r, g, b, _] = source.map(|n| (n + 0.5) as u8);
        return Color32::from_rgb(r, g, b);
    }
    let keep = 1.0 - source[3] / 255.0;
    let [r, g, b, a]: [u8; 4] =
        std::array::from_fn(|i| (source[i] + f32::from(pixel.to_array()[i]) * keep + 0.5) as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}
