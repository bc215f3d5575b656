//! Lines of a web page's furniture by the words they are made of, in several languages: what they ask to do (share, print,
//! subscribe, accept) and with what (article, page, newsletter, cookies); menus, trails, counters and the tails of feeds.

use super::LayoutArtefact;
use super::hints::{Hints, NEAR};
use super::words::{GLUE, LABELS, SHARING, THINGS, VERBS, WEAK, WEB};
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use regex::{Regex, RegexSet};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How many words a line of furniture has at most that is told by its words.
const WORDS_AT_MOST: usize = 10;

/// What a word of furniture is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It asks to do something.
    Verb,
    /// The same, of which a page is full and a text is not: share, print.
    Sharing,
    /// The same, which tells something only with a word of the web.
    Weak,
    /// It is done with this.
    Thing,
    /// The same, and only the web has it: newsletter, cookies.
    Web,
    /// A word between them.
    Glue,
}

/// The parts by word, the telling ones last, so that they stay.
static PARTS: LazyLock<HashMap<&'static str, Part>> = LazyLock::new(|| {
    let lists = [
        (GLUE, Part::Glue),
        (THINGS, Part::Thing),
        (WEAK, Part::Weak),
        (VERBS, Part::Verb),
        (SHARING, Part::Sharing),
        (WEB, Part::Web),
    ];
    let words =
        |(list, part): (&'static str, Part)| list.split_whitespace().map(move |w| (w, part));
    lists.into_iter().flat_map(words).collect()
});

static LABEL_LINES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| LABELS.lines().map(str::trim).collect());

/// Lines that are furniture by their form; those from [`DOUBTFUL`] on may belong to a text.
static FORMS: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^\d[\d.,]*\s?[km]?\s+(?:comments?|shares?|likes|views|retweets|followers|replies|commentaires?|partages?|vues|réactions?|comentarios?|comentários?|kommentare?|komentar|bình luận|lượt xem|dilihat)$",
        r"(?i)^(?:comments?|shares?|likes|views|replies|commentaires?|partages?|comentarios?|comentários?|kommentare?|komentar|dilihat|bình luận)\s*[:(]?\s*\d[\d.,]*\s?[km]?\)?(?:\s\w+)?$",
        r"(?i)^\W*\d+\s*(?:-|–)?\s*min(?:ute)?s?\.?\s+(?:read|de lecture|reading|de lectura|de leitura|lesezeit|di lettura|baca|đọc)\b.{0,30}$",
        r"(?i)^(?:(?:estimated )?reading time|temps de lecture|durée de lecture|tiempo de lectura|tempo de leitura|lesezeit|waktu baca)\b.{0,30}$",
        r"(?i)^(?:tags?|tagged(?: (?:with|as|under))?|keywords?|mots[- ]clés|étiquettes|filed under|posted in|classé (?:dans|sous)|publié dans|etiquetas|schlagwörter|categor(?:y|ies)|catégories?|categorías?|kategori|topics|thèmes)\s*:.{1,160}$",
        r"(?i)^(?:©|\(c\)\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4}))\s?.{2,120}$|^.{0,80}(?:all rights reserved|tous droits réservés|todos los derechos reservados|todos os direitos reservados|alle rechte vorbehalten|tutti i diritti riservati|hak cipta dilindungi|bản quyền thuộc về).{0,40}$",
        r"(?i)^(?:the post|l[’']article|cet article|la entrada|o post|der beitrag|artikel)\s(?:.{3,150}\s)?(?:appeared first on|first appeared on|est apparu en premier sur|se publicó primero en|apareceu primeiro em|erschien zuerst auf|pertama kali tampil)\b.*$",
        r"(?i)\b(?:we|site|website|page|nous|sitio|web|website|situs)\b.{0,40}\b(?:uses?|using|utilis\w+|usa\w*|utiliz\w+|verwende\w*|menggunakan)\b.{0,40}\b(?:cookies|témoins de connexion)\b",
        r"(?i)^.{0,40}\b(?:sign[- ]?up|subscribe|register|inscrivez-vous|abonnez-vous|recevez|suscríbete|assine|abonnieren|iscriviti|berlangganan|get|receive)\b.{0,60}\b(?:newsletters?|infolettres?|inbox|e-?mail alerts|breaking news alerts|lettre d[’']information|boletín|boletim|boîte (?:de réception|courriel|mail))\b.{0,40}$",
        r"(?i)^(?:enter your e-?mail|your e-?mail address|required fields are|notify me (?:of|when)|log ?in to (?:comment|reply|continue|your)|be the first to (?:comment|like|share)|comments are (?:closed|off)|votre adresse (?:e-?mail|courriel|de messagerie)|les champs obligatoires|soyez le premier à|les commentaires sont fermés|laisser un commentaire|laissez un commentaire|deja un comentario|deixe um comentário|schreiben sie einen kommentar|tinggalkan (?:komentar|balasan))\b.{0,100}$",
        r"(?i)^.{0,60}\b(?:(?:enable|activate|requires?|turn on|activer|activez|activar|aktivieren|mengaktifkan)\b.{0,20}\bjavascript|javascript\b.{0,30}\b(?:disabled|enabled|required|désactivé|activé|nécessaire)|(?:votre navigateur|your (?:web )?browser|su navegador|ihr browser|peramban anda)\b.{0,40}\b(?:not support|unsupported|out of date|outdated|ne prend pas|obsolète|no (?:soporta|admite)|nicht|tidak))\b.{0,100}$",
        r"(?i)^(?:you are here|vous êtes ici|usted está aquí|você está aqui|sie sind hier|anda di sini)\s*:?.{0,100}$",
        r"(?i)^(?:read (?:more|also|next)|see also|also read|more (?:on|from|in)|lire (?:aussi|la suite|également)|à lire (?:aussi|également)?|voir aussi|leer (?:más|también)|lea también|leia (?:mais|também)|lesen sie auch|mehr (?:zum thema|dazu)|leggi (?:anche|tutto)|baca juga|lihat juga|xem thêm|đọc thêm)\s*(?::|>|»|→|\||–).{0,140}$",
        // Walls before a text.
        r"(?i)^(?:you have|you[’']ve|you are|vous avez|il vous reste|te quedan?|le quedan?|sie haben|anda memiliki|bạn (?:còn|đã))\b.{0,30}\b(?:articles?|stories|artículos?|artikel|bài)\b.{0,60}$",
        r"(?i)^(?:(?:please )?(?:sign|log) ?[io]n|log on|register|subscribe|create (?:a|an|your)(?: free)? account|join|become a (?:member|subscriber)|start your (?:free )?trial|log ?in or (?:register|subscribe|sign up)|sign ?in or (?:register|subscribe|sign up)|register or log ?in)(?: now| today| for free| here)?\s(?:to|and)\s(?:continue|keep|read|unlock|comment|post (?:a )?comments?|reply|get (?:full|unlimited) access|view the (?:full|rest)|enjoy unlimited)\b.{0,60}$",
        r"(?i)^(?:connectez-vous|inscrivez-vous|abonnez-vous|identifiez-vous|créez (?:un|votre) compte|se connecter|s[’']abonner)\b.{0,20}\s(?:pour|afin de)\s(?:continuer|poursuivre|lire|commenter|accéder|réagir)\b.{0,60}$",
        r"(?i)^(?:inici[ae] sesión|reg[ií]str[ae](?:te|se)|suscr[ií]b[ae](?:te|se)|accede|crea una cuenta|faça login|entre|assine|cadastre-se)\b.{0,20}\spara\s(?:seguir|continuar|leer|ler|comentar|acceder|acessar)\b.{0,60}$",
        r"(?i)^(?:jetzt\s)?(?:anmelden|registrieren|abonnieren|einloggen|melden sie sich an|registrieren sie sich),?\s(?:um|und)\s(?:weiter|den|diesen|zu|alle|mehr).{0,60}$",
        r"(?i)^(?:silakan\s)?(?:masuk|login|daftar|berlangganan|buat akun)\b.{0,16}\suntuk\s(?:melanjutkan|membaca|berkomentar|terus|mengakses)\b.{0,60}$|^(?:vui lòng )?(?:đăng nhập|đăng ký|tạo tài khoản).{0,16}\sđể\s(?:tiếp|đọc|xem|bình|gửi).{0,60}$",
        r"(?i)^(?:this|the full|le reste de cet?|cet|este|dieser|artikel ini)\s?(?:article|content|story|post|artículo|contenido|artigo|inhalt)?\s(?:is|est|es|está|ist|hanya)\s.{0,24}\b(?:subscribers?|members|abonnés|suscriptores|assinantes|abonnenten|pelanggan)\b.{0,30}$",
        r"(?i)^(?:join|follow|find|like|rejoignez|suivez|únete|sígue|folgen|ikuti|gabung|theo dõi)\b.{0,30}\b(?:whatsapp|telegram|facebook|twitter|instagram|google news|linkedin|youtube|tiktok|zalo)\b.{0,24}$",
        // Stamps of archives, and what programs for mail put around a text.
        r"(?i)^(?:authori[sz]ed licensed use limited to|this content downloaded from|all use subject to|see discussions, stats, and author profiles|licensed to|downloaded by)\b.{3,120}$",
        r"(?i)^(?:downloaded|retrieved|printed|accessed|téléchargé|descargado|heruntergeladen|diunduh|tải về)\s(?:from|on|via|by|at|depuis|de|le|von|am|dari|pada|từ)\b.{0,80}(?:\b(?:19|20)\d\d\b|www\.|https?:|\d{1,3}\.\d{1,3}\.\d{1,3}).{0,60}$",
        r"(?i)^[\W_]{0,3}-{2,}\s?(?:original message|forwarded message|message d[’']origine|message transféré|mensaje original|ursprüngliche nachricht|weitergeleitete nachricht|pesan asli)\b.{0,10}$|^begin forwarded message:?$|^(?:on|le|el|am|pada)\s.{8,90}\s(?:wrote|a écrit|escribió|schrieb|menulis)\s?:$",
        r"^(?i:see|from|turn to|continued on|please see)\s[A-Z][A-Z0-9 '’&-]{2,30},?\s(?i:on\s)?(?i:page|p\.|pages|pp\.)\s?[A-Z]?\d{1,3}\.?$",
        r"(?i)^.{0,60}\bwas this (?:page|article|information|content) (?:helpful|useful)\b.{0,20}$",
        r"(?i)^[\[(<←«‹↑]+\s?(?:back|close|top|home|print|next|previous|retour|fermer|volver|zurück|schließen|kembali|tutup|quay lại|đóng)\s?[\])>→»›↑]*$",
        // Doubtful ones.
        r"(?i)^(?:related|next|previous|prev|up next|watch|listen|video|in pictures|see also|also on|more|read|suivant|précédent|à voir|à écouter|vidéo|en images|verwandt|terkait|video)\s?:\s.{3,100}$",
        r"(?i)^(?:printed|downloaded|retrieved|accessed|imprimé|téléchargé|gedruckt|dicetak|impreso)\s+(?:from|on|at|by|le|depuis|de|am|dari|el)\b.{3,120}$",
        r"(?i)^(?:advertisement|advertising|publicité|publicidad|anzeige|iklan)\s*[-–—:.].{3,60}$",
        r"(?i)^(?:(?:image|photo|picture|video|media|foto|crédits?)\s+(?:copyright|caption|source|credit|credits?|by|photo|par|dok)\b|(?:photo|image|photograph|foto|photographie|crédit)\s*(?::|/|©)|getty images|file photo|toggle caption|enlarge (?:this )?image|(?:hide|show) caption).{0,100}$",
        r"(?i)^(?:page )?(?:(?:last )?(?:updated|modified|reviewed)|published|posted|first published|date modified|publié|mis à jour|mise à jour|dernière (?:mise à jour|modification)|date de modification|publicado|actualizado|atualizado|aktualisiert|veröffentlicht|diperbarui|diterbitkan|cập nhật)\b.{0,24}\d.{0,40}$",
        r"^(?i:more (?:on|from|in|about)|follow|written by|posted by|reported by|published by|by: |par: )\s?[\p{Lu}@].{1,60}$",
    ])
    .ok()
});

/// Where the doubtful forms begin.
const DOUBTFUL: usize = 27;

/// The tail that a feed puts at the end of a paragraph in the place of the rest.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:",
        r"(?:\[\s?(?:…|\.{3}|&hellip;)\s?\]|\((?:more|suite|plus|weiter)\s?(?:…|\.{3})\))(?:\s*(?:continue reading|read more|read the rest|lire la suite|leer más|leia mais|weiterlesen|baca selengkapnya)\b.{0,80})?",
        r"|(?:…|\.{3})?\s*\b(?:continue reading|read (?:more|the (?:full|rest|whole|complete)|full)|(?:lire|voir) (?:la suite|plus)|poursuivre la lecture|continuer (?:la|à) lire?|leer más|seguir leyendo|leia mais|continue lendo|weiterlesen|continua a leggere|leggi tutto|baca selengkapnya|selengkapnya|xem tiếp|đọc tiếp)\b[^.!?]{0,80}(?:…|\.{3}|→|»|>+|›)",
        r"|(?:^|[.!?…”]\s+)(?:continue reading|read (?:more|the rest \w+)|(?:lire|voir) la suite|leer más|leia mais|weiterlesen|baca selengkapnya|xem tiếp)\s(?:at|on|in|here|about|from|sur|ici|dans|à|en|auf|bei|di|tại)\b.{0,100}",
        r"|(?:the post|l[’']article|cet article|la entrada|o post|der beitrag)\s(?:.{3,150}\s)?(?:appeared first on|first appeared on|est apparu en premier sur|se publicó primero en|apareceu primeiro em|erschien zuerst auf)\b.{1,60}",
        r"|(?:this (?:article|story|post|piece) (?:was )?(?:originally|first) (?:published|appeared|posted)|(?:originally|first) (?:published|posted) (?:on|at|in|by)|cet article (?:a été publié|est paru) (?:d[’']abord|initialement|pour la première fois))\b.{1,80}",
        r"|via (?:rss|ifttt|feedburner)\b.{0,40}",
        r")\s*$",
    ))
    .ok()
});

/// Words that the menu of a page has.
const MENU: &[&str] = &[
    "home",
    "about",
    "about us",
    "contact",
    "contact us",
    "news",
    "login",
    "log in",
    "sign in",
    "search",
    "sitemap",
    "site map",
    "privacy",
    "privacy policy",
    "terms",
    "terms of use",
    "faq",
    "help",
    "media",
    "events",
    "careers",
    "accueil",
    "à propos",
    "actualités",
    "contactez-nous",
    "recherche",
    "plan du site",
    "mentions légales",
    "connexion",
    "inicio",
    "noticias",
    "contacto",
    "acerca de",
    "início",
    "notícias",
    "contato",
    "startseite",
    "aktuelles",
    "kontakt",
    "impressum",
    "datenschutz",
    "beranda",
    "berita",
    "kontak",
    "tentang",
    "tentang kami",
    "trang chủ",
    "tin tức",
    "liên hệ",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "email",
    "e-mail",
    "print",
    "share",
    "english",
    "français",
    "español",
    "subscribe",
    "partager",
    "imprimer",
    "chủ",
    "menu",
    "cookies",
    "accessibility",
    "accessibilité",
    "home page",
];

impl LayoutArtefact {
    /// Lines of a web page, told by their words.
    pub(super) fn site_lines(&self, context: &Context<'_>, hints: &Hints, out: &mut Vec<Finding>) {
        for (n, &line) in context.lines.iter().enumerate() {
            let text = context.slice(line);
            let short = (2..=NEAR).contains(&line.len());
            let found = short.then(|| furniture(text, hints.forms.has(n))).flatten();
            match found {
                Some(sure) => {
                    let whole = trimmed(context.text, line, char::is_whitespace);
                    out.push(self.furniture(context, whole, sure));
                }
                None if hints.tails.has(n) || ends_in_brackets(text) => {
                    self.feed_tail(context, line, out);
                }
                None => {}
            }
        }
    }

    /// Lines of which each is an item of a menu.
    pub(super) fn menu_lists(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for block in context.blocks().iter().cloned() {
            let is_item = |i: usize| {
                let line = context.line(i);
                line.len() <= 40 && MENU.contains(&plain(line.trim_matches(is_frame)).as_str())
            };
            let Some(from) = block.clone().find(|i| is_item(*i)) else {
                continue;
            };
            let count = (from..block.end).take_while(|i| is_item(*i)).count();
            let ends = context
                .lines
                .get(from)
                .zip(context.lines.get(from + count.max(1) - 1));
            if let Some((first, last)) = ends.filter(|_| count >= 3) {
                let range = trimmed(context.text, first.union(*last), char::is_whitespace);
                let reason = format!("the menu of a web page in {count} lines");
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
        }
    }

    /// What a feed puts in the place of the rest of a text.
    fn feed_tail(&self, context: &Context<'_>, line: TextRange, out: &mut Vec<Finding>) {
        let start = line.start.max(line.end.saturating_sub(NEAR));
        let near = TextRange::new(start, line.end).snapped(context.text);
        let text = context.slice(near);
        if let Some(found) = TAIL.as_ref().and_then(|r| r.find(text)) {
            let range = TextRange::new(near.start + found.start(), near.start + found.end());
            let range = trimmed(context.text, range, char::is_whitespace);
            let reason = format!(
                "the tail of a feed in the place of the rest: “{}”",
                context.slice(range)
            );
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(finding.repaired(Some(Repair::exact(""))));
        }
    }
}

/// Whether a line ends in the brackets that feeds end in: `[…]`, `(more…)`.
fn ends_in_brackets(line: &str) -> bool {
    let end = line.trim_end().strip_suffix([']', ')']).map(str::trim_end);
    end.is_some_and(|end| {
        ["…", "...", "&hellip;"]
            .iter()
            .any(|dots| end.ends_with(dots))
    })
}

/// Whether a line is furniture, and whether that is sure; `hinted` tells whether it has a word of a whole sentence of that.
fn furniture(line: &str, hinted: bool) -> Option<bool> {
    let text = line.trim_matches(is_frame);
    let letters = text
        .bytes()
        .filter(|b| b.is_ascii_alphabetic() || *b >= 0x80)
        .count();
    if letters < 2 || text.starts_with(char::is_lowercase) && text.len() > 60 {
        return None;
    }
    let line = line.trim();
    // Whether there is one is told much faster than which one.
    let short = line.len() <= 100 && !line.ends_with(',');
    let forms = FORMS
        .as_ref()
        .filter(|f| (short || hinted) && f.is_match(line));
    if let Some(form) = forms.and_then(|f| f.matches(line).iter().next()) {
        return Some(form < DOUBTFUL);
    }
    if text.len() > 110 {
        return None;
    }
    menu(text).or_else(|| by_words(text))
}

/// Short items with bars, dots or arrows between them, of which some are those of a menu.
fn menu(text: &str) -> Option<bool> {
    let mark = ['|', '•', '·', '›', '»', '>', '→', '/'];
    let mark = mark
        .into_iter()
        .find(|m| text.contains([' ', *m].as_slice()) && text.contains(&format!(" {m} ")))?;
    let mut items: Vec<String> = text.split(mark).map(|i| i.trim().to_lowercase()).collect();
    items.retain(|i| !i.is_empty());
    let short = items
        .iter()
        .all(|i| i.len() <= 40 && i.split(' ').count() <= 5);
    let known = items.iter().filter(|i| MENU.contains(&i.as_str())).count();
    let first = items.first().is_some_and(|i| MENU.contains(&i.as_str()));
    let trail = matches!(mark, '›' | '»' | '>' | '→');
    let steps = trail && (first && items.len() >= 2 || items.len() >= 3);
    let menu = items.len() >= 3 && known >= 2;
    (short && (steps || menu)).then_some(true)
}

/// Whether all words of a line are those of furniture, and whether they tell enough to be sure.
fn by_words(text: &str) -> Option<bool> {
    let lower = plain(text);
    if LABEL_LINES.contains(lower.as_str()) {
        return Some(lower.contains(' '));
    }
    let (mut verbs, mut things, mut webs, mut sharing, mut weak, mut count) = (0, 0, 0, 0, 0, 0);
    let mut first = None;
    for word in lower.split(|c: char| c.is_whitespace() || "/,:&+|".contains(c)) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        if word.is_empty() {
            continue;
        }
        count += 1;
        let part = *PARTS
            .get(word)
            .or_else(|| PARTS.get(word.rsplit_once('\'')?.1))?;
        first = first.or(Some(part));
        match part {
            Part::Verb => verbs += 1,
            Part::Weak => weak += 1,
            Part::Sharing => sharing += 1,
            Part::Thing => things += 1,
            Part::Web => webs += 1,
            Part::Glue => {}
        }
        if count > WORDS_AT_MOST {
            return None;
        }
    }
    let asks = verbs + sharing > 0;
    let starts = matches!(first?, Part::Verb | Part::Sharing) || webs > 0 || verbs + sharing >= 2;
    let full = (asks || weak > 0) && webs > 0
        || asks && (webs + things > 0 || verbs + sharing >= 2)
        || webs >= 2
        || sharing > 0 && count == 1;
    let sure = count >= 2 && (webs > 0 || sharing > 0);
    (starts && full).then_some(sure)
}

/// A line in lower case with one kind of apostrophe, without the count at its end.
fn plain(text: &str) -> String {
    let cut = text.trim_end_matches(|c: char| c.is_ascii_digit() || " ()[]".contains(c));
    let lower = cut.trim_matches(is_frame).to_lowercase();
    lower.replace('’', "'")
}

/// What may stand around such a line: white space, arrows, dots, marks of lists.
fn is_frame(c: char) -> bool {
    c.is_whitespace() || ".…»›>:!|*•·-–—→↑«‹<←▲▼+[]×✕☰#?".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn requests_in_several_languages() {
        expect(
            &LayoutArtefact,
            "\
The council met in the old harbour on Monday.
Email this story to a friend
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Partagez cet article sur Facebook
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Abonnez-vous à notre infolettre
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Accueil › Actualités › Discours
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Bagikan artikel ini
^^^^^^^^^^^^^^^^^^^ low: a part of the web page
1,204 shares
^^^^^^^^^^^^ low: a part of the web page
5 min read
^^^^^^^^^^ low: a part of the web page",
        );
    }

    #[test]
    fn tails_of_feeds() {
        expect(
            &LayoutArtefact,
            "\
The council met in the harbour and spoke about roads […]
                                                     ^^^ low: the tail of a feed
The mayor left early. The post Roads of the North appeared first on Island News.
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the tail of a feed",
        );
    }

    #[test]
    fn sentences_and_headings_with_the_same_words() {
        silent(
            &LayoutArtefact,
            &[
                "We share the news of the island with all of our friends in the north.",
                "Print and radio in the northern islands",
                "Follow the money",
                "Road safety / Sécurité routière",
                "He said that the site of the harbour […] would be closed.",
                "Read the full strategy here.",
                "Read the full strategy here",
            ],
        );
    }
}
