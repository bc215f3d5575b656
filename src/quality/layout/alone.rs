//! Lines that stand alone among paragraphs and belong to a page or its web site: the numbers of further pages, notes of pages,
//! credits of pictures, heads that a browser prints, tables of contents on one line.

use super::LayoutArtefact;
use super::survey::Survey;
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// Words beside the numbers of further pages.
const PAGING: &[&str] = &[
    "page",
    "pages",
    "previous",
    "prev",
    "next",
    "first",
    "last",
    "older",
    "newer",
    "of",
    "précédent",
    "précédente",
    "suivant",
    "suivante",
    "première",
    "dernière",
    "anterior",
    "siguiente",
    "primera",
    "última",
    "página",
    "zurück",
    "weiter",
    "vorherige",
    "nächste",
    "seite",
    "letzte",
    "erste",
    "sebelumnya",
    "selanjutnya",
    "berikutnya",
    "halaman",
    "trang",
    "trước",
    "sau",
    "tiếp",
    "theo",
    "cuối",
    "đầu",
    "próxima",
    "próximo",
    "seguinte",
];

/// How a note begins that names a source.
const CITING: &[&str] = &[
    "See",
    "JO",
    "OJ",
    "Interview",
    "Ibid",
    "Ibid.",
    "Id.",
    "Cf.",
    "Op.",
    "Supra",
    "Xem",
    "Voir",
    "Véase",
    "Vgl.",
    "Siehe",
    "Lihat",
    "Cfr.",
];

/// What stands before the number of a page or paragraph at the end of one.
const PLACES: &[&str] = &[
    "p.", "pp.", "para.", "paras.", "tr.", "S.", "hlm.", "hal.", "pág.", "págs.", "§", "art.",
    "no.", "No.",
];

/// What introduces who made a picture.
const CREDITS: &[&str] = &[
    "Photo",
    "Photos",
    "Image",
    "Images",
    "Picture",
    "Photograph",
    "Photo credit",
    "Photo by",
    "Image credit",
    "Photo courtesy",
    "Picture credit",
    "File photo",
    "Photo file",
    "Foto",
    "Foto-foto",
    "Bild",
    "Bilder",
    "Ảnh",
    "Crédit photo",
    "Crédits photo",
    "Crédit",
    "Fotografía",
    "Imagen",
    "Crédito",
    "Courtesy",
];

/// Bytes of the longest line that is one of these.
const LONGEST: usize = 200;

impl LayoutArtefact {
    /// Lines that are no part of the text as a whole.
    pub(super) fn lines_alone(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        for index in survey.short.iter().map(|short| short.index) {
            let line = context.lines.get(index).copied().unwrap_or_default();
            let range = trimmed(context.text, line, char::is_whitespace);
            let text = context.slice(range);
            if text.len() > LONGEST {
                continue;
            }
            let what = if is_paging(text) {
                "numbers of further pages"
            } else if is_credit(text) {
                "who made a picture"
            } else if is_request(text) {
                "a request of a web site"
            } else if is_page_address(text) {
                "the address of a printed web page"
            } else if is_running(text) && is_among_prose(context, index) {
                "the head of a page"
            } else if is_printed_head(text) {
                "the head of a printed web page"
            } else if is_note(text) && is_among_prose(context, index) {
                "a note of a page"
            } else {
                continue;
            };
            let reason = format!("{what}, left in the text: “{text}”");
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(finding.repaired(Some(Repair::exact(""))));
        }
    }

    /// Rows of a table whose columns are parted by nothing but a space, or by bars on one line.
    pub(super) fn rows_of_numbers(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let mut run: Vec<(usize, usize)> = Vec::new();
        let told = |run: &[(usize, usize)], out: &mut Vec<Finding>| {
            let ends = run.first().zip(run.last()).filter(|_| run.len() >= ROWS);
            let lines = ends.and_then(|(a, b)| context.lines.get(a.0).zip(context.lines.get(b.0)));
            if let Some((first, last)) = lines {
                let range = trimmed(context.text, first.union(*last), char::is_whitespace);
                let reason = format!("{} rows of a table whose columns are gone", run.len());
                out.push(Finding::new(self, range, Severity::Low, reason));
            }
        };
        for index in survey.short.iter().map(|short| short.index) {
            let numbers = trailing_numbers(context.line(index));
            let goes_on = run
                .last()
                .is_none_or(|l| l.0 + 1 == index && l.1 == numbers);
            if !goes_on {
                told(&run, out);
                run.clear();
            }
            if numbers >= 2 {
                run.push((index, numbers));
            }
        }
        told(&run, out);
    }

    /// Entries of a table of contents on one line: dots that lead to numbers of pages.
    pub(super) fn leaders(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut done = 0;
        let bytes = context.text.as_bytes();
        let dots = memchr::memmem::find_iter(bytes, b"......");
        for at in dots.chain(memchr::memmem::find_iter(bytes, b". . . .")) {
            if at < done {
                continue;
            }
            let after = context.lines.partition_point(|l| l.start <= at);
            let line = context.lines.get(after.saturating_sub(1));
            let line = line.copied().unwrap_or_default();
            done = line.end;
            let text = context.slice(line);
            let text = text.replace(". .", "..").replace(". .", "..");
            let numbers = text.split("..").skip(1).filter(|part| {
                let behind = part.trim_start_matches(['.', ' ']);
                behind.starts_with(|c: char| c.is_ascii_digit())
            });
            let count = numbers.count();
            if count >= 2 {
                let range = trimmed(context.text, line, char::is_whitespace);
                let reason = format!("{count} entries of a table of contents on one line");
                out.push(Finding::new(self, range, Severity::Low, reason));
            }
        }
    }
}

/// How the requests of web sites begin, to follow, to subscribe, to accept cookies, and the labels of their key words.
const REQUESTS: &[&str] = &[
    "Sign up to our newsletter",
    "Sign up for our newsletter",
    "Subscribe to our newsletter",
    "Suscríbase a nuestro boletín",
    "Suscríbete a nuestr",
    "Abonnez-vous à notre",
    "Inscrivez-vous à notre",
    "Abonnieren Sie unseren",
    "Berlangganan newsletter",
    "Theo dõi báo trên",
    "Theo dõi chúng tôi trên",
    "Simak berita",
    "Ikuti berita",
    "Ikuti kami di",
    "Like us on Facebook",
    "Follow us on",
    "Suivez-nous sur",
    "Síguenos en",
    "Síganos en",
    "Folgen Sie uns auf",
    "Zum Seitenanfang",
    "Log in to leave a comment",
    "Log in to comment",
    "Log in or register to",
    "Connectez-vous pour",
    "READ ALSO:",
    "Read also:",
    "ALSO READ:",
    "Also read:",
    "Leave a Reply Your email",
    "Your email address will not be published",
    "This website uses cookies",
    "This site uses cookies",
    "We use cookies",
    "Our website uses cookies",
    "Utilizamos cookies",
    "Este sitio utiliza cookies",
    "Ce site utilise des cookies",
    "Nous utilisons des cookies",
    "Diese Website verwendet Cookies",
    "Wir verwenden Cookies",
    "Situs ini menggunakan cookie",
    "Situs web ini menggunakan cookie",
    "Từ khóa:",
    "Từ khoá:",
    "Tags:",
    "TAGS:",
    "Mots-clés :",
    "Etiquetas:",
    "Kata kunci:",
    "Schlagwörter:",
    "ADVERTISEMENT SCROLL TO CONTINUE",
    "SCROLL TO CONTINUE WITH",
    "A+ A A-",
    "A- A A+",
    "A A A",
];

/// Whether a line asks what web sites ask.
pub(super) fn is_request(text: &str) -> bool {
    let first = text.as_bytes().first();
    let mut all = REQUESTS.iter();
    all.any(|r| r.as_bytes().first() == first && text.starts_with(r))
}

/// `https://ports.example/article.html (2 of 5)`.
fn is_page_address(text: &str) -> bool {
    let address =
        text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    let Some((_, page)) = text.rsplit_once(' ').filter(|_| address) else {
        return false;
    };
    let counted = text.ends_with(')')
        && text.rsplit_once('(').is_some_and(|(_, n)| {
            let mut parts = n.trim_end_matches(')').split(' ');
            let number = |p: Option<&str>| p.is_some_and(|p| p.parse::<u32>().is_ok());
            number(parts.next()) && parts.next().is_some() && number(parts.next())
        });
    counted || page.contains('/') && page.split('/').all(|n| n.parse::<u32>().is_ok())
}

/// `Island Council — Public Papers, 1981`: names with a sign between them, and a number at the end.
fn is_running(text: &str) -> bool {
    const BETWEEN: &[&str] = &[" — ", " | ", " * ", " • ", " · "];
    let parted = BETWEEN.iter().any(|b| text.matches(b).count() == 1);
    let words = text.split(' ').count();
    let capital = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let capitals = text.split(' ').filter(|w| capital(w)).count();
    text.len() <= 90
        && parted
        && text.ends_with(|c: char| c.is_ascii_digit())
        && capital(text)
        && capitals * 2 > words - 1
}

/// Rows of numbers that make a table.
const ROWS: usize = 3;

/// How many numbers stand at the end of a row that begins with words; none where it is no such row.
fn trailing_numbers(line: &str) -> usize {
    let line = line.trim();
    if line.len() > 120
        || line.contains(['\t', '|'])
        || line.contains("  ")
        || !line.ends_with(|c: char| c.is_ascii_digit() || c == '%')
    {
        return 0;
    }
    let number = |w: &&str| {
        let bare = w.trim_end_matches('%');
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–');
        bare.starts_with(|c: char| c.is_ascii_digit() || c == '-') && bare.chars().all(plain)
    };
    let words: Vec<&str> = line.split(' ').collect();
    let numbers = words.iter().rev().take_while(|w| number(w)).count();
    let named = words.len() - numbers;
    let letters = line.starts_with(char::is_uppercase) && (1..=5).contains(&named);
    if letters && numbers >= 2 { numbers } else { 0 }
}

/// `« Previous 1 2 3 … 14 Next »`: numbers that rise by one from 1 on, and nothing else but words of paging.
fn is_paging(text: &str) -> bool {
    // Most lines begin otherwise.
    let first = text.chars().next();
    if text.len() > 60
        || !text.contains("1 2")
        || !first.is_some_and(|c| c.is_alphanumeric() || "«<‹|←".contains(c))
    {
        return false;
    }
    let (mut next, mut words) = (1, 0);
    for part in text.split_whitespace() {
        if let Ok(number) = part.parse::<u32>() {
            // The number of the last page stands behind a gap.
            next = if number == next { number + 1 } else { next };
        } else if PAGING.contains(&part.to_lowercase().as_str()) || "«»<>‹›|←→…...".contains(part)
        {
            words += 1;
        } else {
            return false;
        }
    }
    let small = text.to_lowercase();
    let both = [
        ("previous", "next"),
        ("précédent", "suivant"),
        ("anterior", "siguiente"),
        ("sebelumnya", "selanjutnya"),
        ("zurück", "weiter"),
    ];
    next > 3 && (words > 0 || next > 5)
        || next == 1
            && words <= 5
            && both
                .iter()
                .any(|(a, b)| small.contains(a) && small.contains(b))
}

/// `(Photo: Olu Ferreiro)`, and a caption that ends with it.
fn is_credit(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '[', '|', ' ']);
    let Some((head, name)) = bare.split_once(": ").or_else(|| bare.split_once(" : ")) else {
        return false;
    };
    let named = |name: &str| {
        let name = name.trim_end_matches([')', ']', '.', ' ']);
        !name.is_empty()
            && name.split_whitespace().count() <= 6
            && name.starts_with(char::is_uppercase)
    };
    if CREDITS.contains(&head) {
        return named(name);
    }
    // A caption: one or two sentences, and who made the picture.
    let last = text.rsplit_once(": ");
    last.is_some_and(|(head, name)| {
        let sentence = ["Photo", "Foto", "Ảnh", "Bild", "Image"]
            .iter()
            .find_map(|c| {
                head.strip_suffix(c)?
                    .trim_end_matches(['(', ' '])
                    .chars()
                    .next_back()
            });
        named(name)
            && name.len() <= 40
            && sentence.is_some_and(|c| matches!(c, '.' | '!' | '?' | ')' | '/' | '|'))
    })
}

/// `10/6/2006 A new harbour | Ministry of Ports`, `Ministry of Ports | www.ports.example`: what a browser prints on each page.
fn is_printed_head(text: &str) -> bool {
    let Some((head, site)) = text.rsplit_once(" | ").filter(|_| !is_contact(text)) else {
        return false;
    };
    let address = |s: &str| {
        let s = s.trim();
        let named = s.starts_with("www.") || s.starts_with("http://") || s.starts_with("https://");
        named && !s.contains(' ')
    };
    let figures = head.split_whitespace().next().unwrap_or_default();
    let figures = figures.trim_end_matches(',');
    let date = figures.split('/').count() == 3
        && figures
            .split('/')
            .all(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    let words = head.split_whitespace().count();
    date && words > 2 || (address(site) || address(head)) && words <= 12
}

/// Whether a line gives an e-mail address or a telephone number.
pub(super) fn is_contact(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "tel",
        "phone",
        "fax",
        "e-mail",
        "email",
        "mobile",
        "mob",
        "t:",
        "f:",
        "telp",
        "điện thoại",
        "tél",
    ];
    let small = text.to_lowercase();
    let labelled = LABELS.iter().any(|l| small.starts_with(l));
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let number = |part: &str| {
        (7..=15).contains(&digits(part))
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || " +-().\u{a0}".contains(c))
    };
    let at = text.split(' ').any(|w| {
        w.split_once('@')
            .is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
    });
    at || labelled && digits(text) >= 5
        || text.split(['|', ',', ';', '/']).any(|p| number(p.trim()))
}

/// `17 See General Assembly resolution 70/1, para. 12.`: the number of a note, and a source.
fn is_note(text: &str) -> bool {
    let text = text.strip_prefix('(').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return false;
    }
    let rest = text.get(digits..).unwrap_or_default();
    let rest = rest.trim_start_matches(['.', ')', ']']);
    let Some(rest) = rest.strip_prefix(' ') else {
        return false;
    };
    let first = rest.split(' ').next().unwrap_or_default();
    let mut ends = rest.trim_end_matches('.').rsplit(' ');
    let last = ends.next().unwrap_or_default();
    let page = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '–' || c == '-');
    let placed =
        page.is_empty() && !last.is_empty() && ends.next().is_some_and(|w| PLACES.contains(&w));
    rest.starts_with(char::is_uppercase)
        && (CITING.contains(&first) || placed && rest.contains(','))
}

/// Whether the nearest lines with text on both sides are paragraphs, so that no list of notes is there.
fn is_among_prose(context: &Context<'_>, index: usize) -> bool {
    let prose = |n: usize| {
        let text = context.line(n).trim();
        text.len() >= 60 && !text.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = (0..index).rev().take(6).find(|&n| context.has_text(n));
    let behind = (index + 1..index + 7).find(|&n| context.has_text(n));
    before.is_some_and(prose) && behind.is_some_and(prose)
}

/// `range` of `line` in the text.
pub(super) fn within(line: TextRange, range: TextRange) -> TextRange {
    TextRange::new(line.start + range.start, line.start + range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn lines_of_pages_and_sites() {
        expect(
            &LayoutArtefact,
            "\
The council met in the town hall on Monday and spoke about the roads and the bridges for hours.

« Previous 1 2 3 … 14 Next »
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: numbers of further pages

The mayor of the island opened the bridge to the harbour in spring, and all guests thanked her for it.

17 See the report of the council, para. 12.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a note of a page

The ferry to the northern islands was late by an hour or two, which nobody on the islands minded much.

(Photo: Olu Ferreiro)
^^^^^^^^^^^^^^^^^^^^^ low: who made a picture

10/6/2006 A new harbour for the islands | Ministry of Ports
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the head of a printed web page",
        );
    }

    #[test]
    fn lists_and_headings() {
        silent(
            &LayoutArtefact,
            &[
                "1 2 3 go\n\nRooms 1 2 and 3\n",
                "Notes\n\n1 See the report, p. 3.\n2 See the law, p. 4.\n",
                "Bread | Butter\n\nThe harbour | a history\n",
                "He paused …… and left. She said ...... nothing.",
            ],
        );
    }
}
