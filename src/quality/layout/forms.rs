//! The forms of lines that are furniture of web pages, each with words without one of which no line has it: the forms are slow
//! to build and to ask, and hardly any line has the words.

use super::signals::{Signals, has_word};
use regex::Regex;
use std::sync::OnceLock;

/// A form of lines.
pub(super) struct Form {
    /// Words of which a line has one, in small letters: those of ASCII are found in capitals, too.
    pub(super) any: &'static [&'static str],
    /// Others of which it has one as well, unless there are none.
    also: &'static [&'static str],
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
}

const fn form(
    any: &'static [&'static str],
    also: &'static [&'static str],
    source: &'static str,
) -> Form {
    Form {
        any,
        also,
        source,
        regex: OnceLock::new(),
    }
}

impl Form {
    fn is(&self, line: &str) -> bool {
        if !self.also.is_empty() && !self.also.iter().any(|w| has_word(line, w)) {
            return false;
        }
        let built = || Regex::new(self.source).ok();
        let regex = self.regex.get_or_init(built).as_ref();
        regex.is_some_and(|r| r.is_match(line))
    }
}

/// Whether a line has a form of furniture, and whether that is sure.
pub(super) fn sure(line: &str, signals: Signals) -> Option<bool> {
    let mut forms = FORMS.iter().enumerate();
    // What that form begins with is shorter than other words.
    let copyright = ["©", "(c)", "(C)"].iter().any(|w| line.starts_with(w));
    let may = |n: usize| signals.may_have_form(n) || copyright && n == COPYRIGHT;
    let found = forms.find(|(n, form)| may(*n) && form.is(line));
    found.map(|(n, _)| n < DOUBTFUL)
}

/// The form of notes on the rights in a text.
const COPYRIGHT: usize = 5;

/// Where the doubtful forms begin, which may belong to a text.
const DOUBTFUL: usize = 27;

#[rustfmt::skip]
pub(super) static FORMS: [Form; 33] = [
    form(
        &["comment", "share", "likes", "views", "retweet", "follower", "replies", "partage", "vues", "réaction", "rÉaction", "coment", "kommentar", "komentar", "nh lu", "t xem", "dilihat"],
        &[],
        r"(?i)^\d[\d.,]*\s?[km]?\s+(?:comments?|shares?|likes|views|retweets|followers|replies|commentaires?|partages?|vues|réactions?|comentarios?|comentários?|kommentare?|komentar|bình luận|lượt xem|dilihat)$",
    ),
    form(
        &["comment", "share", "likes", "views", "replies", "partage", "coment", "kommentar", "komentar", "dilihat", "nh lu"],
        &[],
        r"(?i)^(?:comments?|shares?|likes|views|replies|commentaires?|partages?|comentarios?|comentários?|kommentare?|komentar|dilihat|bình luận)\s*[:(]?\s*\d[\d.,]*\s?[km]?\)?(?:\s\w+)?$",
    ),
    form(
        &["read", "de lectur", "de leitura", "lesezeit", "di lettura", "baca", "đọc", "ĐỌC", "Đọc"],
        &["min"],
        r"(?i)^\W*\d+\s*(?:-|–)?\s*min(?:ute)?s?\.?\s+(?:read|de lecture|reading|de lectura|de leitura|lesezeit|di lettura|baca|đọc)\b.{0,30}$",
    ),
    form(
        &["reading time", "de lecture", "de lectura", "de leitura", "lesezeit", "waktu baca"],
        &[],
        r"(?i)^(?:(?:estimated )?reading time|temps de lecture|durée de lecture|tiempo de lectura|tempo de leitura|lesezeit|waktu baca)\b.{0,30}$",
    ),
    form(
        &["tags", "tagg", "tag:", "tag ", "tag\u{a0}", "keyword", "mots", "tiquettes", "filed under", "posted in", "class", "publi", "etiquetas", "schlagw", "categor", "catégor", "catÉgor", "kategori", "topics", "thèmes", "thÈmes"],
        &[":"],
        r"(?i)^(?:tags?|tagged(?: (?:with|as|under))?|keywords?|mots[- ]clés|étiquettes|filed under|posted in|classé (?:dans|sous)|publié dans|etiquetas|schlagwörter|categor(?:y|ies)|catégories?|categorías?|kategori|topics|thèmes)\s*:.{1,160}$",
    ),
    form(
        &["copyright", "rights reserved", "droits r", "derechos reservados", "direitos reservados", "rechte vorbehalten", "diritti riservati", "cipta dilindungi", "n quy"],
        &[],
        r"(?i)^(?:©|\(c\)\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4}))\s?.{2,120}$|^.{0,80}(?:all rights reserved|tous droits réservés|todos los derechos reservados|todos os direitos reservados|alle rechte vorbehalten|tutti i diritti riservati|hak cipta dilindungi|bản quyền thuộc về).{0,40}$",
    ),
    form(
        &["appeared first on", "first appeared on", "apparu en premier", "primero en", "primeiro em", "erschien zuerst", "pertama kali"],
        &[],
        r"(?i)^(?:the post|l[’']article|cet article|la entrada|o post|der beitrag|artikel)\s(?:.{3,150}\s)?(?:appeared first on|first appeared on|est apparu en premier sur|se publicó primero en|apareceu primeiro em|erschien zuerst auf|pertama kali tampil)\b.*$",
    ),
    form(
        &["cookies", "moins de connexion"],
        &[],
        r"(?i)\b(?:we|site|website|page|nous|sitio|web|website|situs)\b.{0,40}\b(?:uses?|using|utilis\w+|usa\w*|utiliz\w+|verwende\w*|menggunakan)\b.{0,40}\b(?:cookies|témoins de connexion)\b",
    ),
    form(
        &["newsletter", "infolettre", "inbox", "email alerts", "e-mail alerts", "news alerts", "lettre d", "bolet", "boîte", "boÎte"],
        &[],
        r"(?i)^.{0,40}\b(?:sign[- ]?up|subscribe|register|inscrivez-vous|abonnez-vous|recevez|suscríbete|assine|abonnieren|iscriviti|berlangganan|get|receive)\b.{0,60}\b(?:newsletters?|infolettres?|inbox|e-?mail alerts|breaking news alerts|lettre d[’']information|boletín|boletim|boîte (?:de réception|courriel|mail))\b.{0,40}$",
    ),
    form(
        &["enter your e", "mail address", "required fields", "notify me", "log in to", "login to", "be the first to", "comments are", "votre adresse", "les champs oblig", "soyez le premier", "les commentaires sont", "un commentaire", "un comentario", "um coment", "schreiben sie", "tinggalkan"],
        &[],
        r"(?i)^(?:enter your e-?mail|your e-?mail address|required fields are|notify me (?:of|when)|log ?in to (?:comment|reply|continue|your)|be the first to (?:comment|like|share)|comments are (?:closed|off)|votre adresse (?:e-?mail|courriel|de messagerie)|les champs obligatoires|soyez le premier à|les commentaires sont fermés|laisser un commentaire|laissez un commentaire|deja un comentario|deixe um comentário|schreiben sie einen kommentar|tinggalkan (?:komentar|balasan))\b.{0,100}$",
    ),
    form(
        &["javascript", "votre navigateur", "browser", "su navegador", "peramban"],
        &[],
        r"(?i)^.{0,60}\b(?:(?:enable|activate|requires?|turn on|activer|activez|activar|aktivieren|mengaktifkan)\b.{0,20}\bjavascript|javascript\b.{0,30}\b(?:disabled|enabled|required|désactivé|activé|nécessaire)|(?:votre navigateur|your (?:web )?browser|su navegador|ihr browser|peramban anda)\b.{0,40}\b(?:not support|unsupported|out of date|outdated|ne prend pas|obsolète|no (?:soporta|admite)|nicht|tidak))\b.{0,100}$",
    ),
    form(
        &["you are here", "vous êtes", "vous Êtes", "usted est", "você est", "vocÊ est", "sie sind hier", "anda di sini"],
        &[],
        r"(?i)^(?:you are here|vous êtes ici|usted está aquí|você está aqui|sie sind hier|anda di sini)\s*:?.{0,100}$",
    ),
    form(
        &["read", "see also", "more on", "more from", "more in", "lire", "voir aussi", "leer ", "lea tambi", "leia ", "lesen sie auch", "mehr zum", "mehr dazu", "leggi ", "baca juga", "lihat juga", "xem th", "c th"],
        &[":", ">", "»", "→", "|", "–"],
        r"(?i)^(?:read (?:more|also|next)|see also|also read|more (?:on|from|in)|lire (?:aussi|la suite|également)|à lire (?:aussi|également)?|voir aussi|leer (?:más|también)|lea también|leia (?:mais|também)|lesen sie auch|mehr (?:zum thema|dazu)|leggi (?:anche|tutto)|baca juga|lihat juga|xem thêm|đọc thêm)\s*(?::|>|»|→|\||–).{0,140}$",
    ),
    // Walls before a text.
    form(
        &["you have", "you've", "you’ve", "you are", "vous avez", "vous reste", "qued", "sie haben", "anda memiliki", "bạn ", "bẠn "],
        &["article", "stories", "artículo", "artÍculo", "artikel", "bài", "bÀi"],
        r"(?i)^(?:you have|you[’']ve|you are|vous avez|il vous reste|te quedan?|le quedan?|sie haben|anda memiliki|bạn (?:còn|đã))\b.{0,30}\b(?:articles?|stories|artículos?|artikel|bài)\b.{0,60}$",
    ),
    form(
        &["sign in", "signin", "sign on", "signon", "log in", "login", "log on", "logon", "register", "subscribe", "account", "join", "become a", "trial"],
        &["continue", "keep", "read", "unlock", "comment", "reply", "access", "view the", "unlimited"],
        r"(?i)^(?:(?:please )?(?:sign|log) ?[io]n|log on|register|subscribe|create (?:a|an|your)(?: free)? account|join|become a (?:member|subscriber)|start your (?:free )?trial|log ?in or (?:register|subscribe|sign up)|sign ?in or (?:register|subscribe|sign up)|register or log ?in)(?: now| today| for free| here)?\s(?:to|and)\s(?:continue|keep|read|unlock|comment|post (?:a )?comments?|reply|get (?:full|unlimited) access|view the (?:full|rest)|enjoy unlimited)\b.{0,60}$",
    ),
    form(
        &["connectez-vous", "inscrivez-vous", "abonnez-vous", "identifiez-vous", "créez", "crÉez", "se connecter", "abonner"],
        &["pour", "afin de"],
        r"(?i)^(?:connectez-vous|inscrivez-vous|abonnez-vous|identifiez-vous|créez (?:un|votre) compte|se connecter|s[’']abonner)\b.{0,20}\s(?:pour|afin de)\s(?:continuer|poursuivre|lire|commenter|accéder|réagir)\b.{0,60}$",
    ),
    form(
        &["inici", "registr", "regístr", "regÍstr", "suscr", "accede", "crea una cuenta", "faça login", "faÇa login", "entre", "assine", "cadastre-se"],
        &["para"],
        r"(?i)^(?:inici[ae] sesión|reg[ií]str[ae](?:te|se)|suscr[ií]b[ae](?:te|se)|accede|crea una cuenta|faça login|entre|assine|cadastre-se)\b.{0,20}\spara\s(?:seguir|continuar|leer|ler|comentar|acceder|acessar)\b.{0,60}$",
    ),
    form(
        &["melden", "registrieren", "abonnieren", "einloggen"],
        &["um", "und"],
        r"(?i)^(?:jetzt\s)?(?:anmelden|registrieren|abonnieren|einloggen|melden sie sich an|registrieren sie sich),?\s(?:um|und)\s(?:weiter|den|diesen|zu|alle|mehr).{0,60}$",
    ),
    form(
        &["masuk", "login", "daftar", "berlangganan", "buat akun", "ng nh", "ng k", "i kho"],
        &["untuk", "để", "Để", "ĐỂ", "đỂ"],
        r"(?i)^(?:silakan\s)?(?:masuk|login|daftar|berlangganan|buat akun)\b.{0,16}\suntuk\s(?:melanjutkan|membaca|berkomentar|terus|mengakses)\b.{0,60}$|^(?:vui lòng )?(?:đăng nhập|đăng ký|tạo tài khoản).{0,16}\sđể\s(?:tiếp|đọc|xem|bình|gửi).{0,60}$",
    ),
    form(
        &["subscriber", "members", "abonn", "suscriptor", "assinante", "pelanggan"],
        &["this", "the full", "le reste", "cet", "este", "dieser", "artikel"],
        r"(?i)^(?:this|the full|le reste de cet?|cet|este|dieser|artikel ini)\s?(?:article|content|story|post|artículo|contenido|artigo|inhalt)?\s(?:is|est|es|está|ist|hanya)\s.{0,24}\b(?:subscribers?|members|abonnés|suscriptores|assinantes|abonnenten|pelanggan)\b.{0,30}$",
    ),
    form(
        &["whatsapp", "telegram", "facebook", "twitter", "instagram", "google news", "linkedin", "youtube", "tiktok", "zalo"],
        &[],
        r"(?i)^(?:join|follow|find|like|rejoignez|suivez|únete|sígue|folgen|ikuti|gabung|theo dõi)\b.{0,30}\b(?:whatsapp|telegram|facebook|twitter|instagram|google news|linkedin|youtube|tiktok|zalo)\b.{0,24}$",
    ),
    // Stamps of archives, and what programs for mail put around a text.
    form(
        &["licensed", "this content downloaded", "all use subject", "see discussions", "downloaded by"],
        &[],
        r"(?i)^(?:authori[sz]ed licensed use limited to|this content downloaded from|all use subject to|see discussions, stats, and author profiles|licensed to|downloaded by)\b.{3,120}$",
    ),
    form(
        &["downloaded", "retrieved", "printed", "accessed", "charg", "descargado", "diunduh", "tải v", "tẢi v"],
        &["www.", "http", "19", "20", "."],
        r"(?i)^(?:downloaded|retrieved|printed|accessed|téléchargé|descargado|heruntergeladen|diunduh|tải về)\s(?:from|on|via|by|at|depuis|de|le|von|am|dari|pada|từ)\b.{0,80}(?:\b(?:19|20)\d\d\b|www\.|https?:|\d{1,3}\.\d{1,3}\.\d{1,3}).{0,60}$",
    ),
    form(
        &["original message", "forwarded message", "message d", "message transf", "mensaje original", "ngliche nachricht", "weitergeleitete nachricht", "pesan asli", "wrote", "a écrit", "a Écrit", "escribi", "schrieb", "menulis"],
        &[],
        r"(?i)^[\W_]{0,3}-{2,}\s?(?:original message|forwarded message|message d[’']origine|message transféré|mensaje original|ursprüngliche nachricht|weitergeleitete nachricht|pesan asli)\b.{0,10}$|^begin forwarded message:?$|^(?:on|le|el|am|pada)\s.{8,90}\s(?:wrote|a écrit|escribió|schrieb|menulis)\s?:$",
    ),
    form(
        &["see ", "see\u{a0}", "from", "turn to", "continued on"],
        &["page", "p."],
        r"^(?i:see|from|turn to|continued on|please see)\s[A-Z][A-Z0-9 '’&-]{2,30},?\s(?i:on\s)?(?i:page|p\.|pages|pp\.)\s?[A-Z]?\d{1,3}\.?$",
    ),
    form(
        &["was this"],
        &[],
        r"(?i)^.{0,60}\bwas this (?:page|article|information|content) (?:helpful|useful)\b.{0,20}$",
    ),
    form(
        &["back", "close", " top", "\u{a0}top", "[top", "(top", "<top", "←top", "«top", "‹top", "↑top", "home", "print", "next", "previous", "retour", "fermer", "volver", "zurück", "zurÜck", "schlie", "kembali", "tutup", "quay l", "đóng", "ĐÓNG", "Đóng"],
        &["[", "(", "<", "←", "«", "‹", "↑"],
        r"(?i)^[\[(<←«‹↑]+\s?(?:back|close|top|home|print|next|previous|retour|fermer|volver|zurück|schließen|kembali|tutup|quay lại|đóng)\s?[\])>→»›↑]*$",
    ),
    // Doubtful ones.
    form(
        &["related", "next", "prev", "watch", "listen", "video", "in pictures", "also", "more", "read", "suivant", "voir", "couter", "vidéo", "vidÉo", "dent", "en images", "verwandt", "terkait"],
        &[":"],
        r"(?i)^(?:related|next|previous|prev|up next|watch|listen|video|in pictures|see also|also on|more|read|suivant|précédent|à voir|à écouter|vidéo|en images|verwandt|terkait|video)\s?:\s.{3,100}$",
    ),
    form(
        &["printed", "downloaded", "retrieved", "accessed", "imprim", "charg", "gedruckt", "dicetak", "impreso"],
        &[],
        r"(?i)^(?:printed|downloaded|retrieved|accessed|imprimé|téléchargé|gedruckt|dicetak|impreso)\s+(?:from|on|at|by|le|depuis|de|am|dari|el)\b.{3,120}$",
    ),
    form(
        &["advertis", "publicit", "publicidad", "anzeige", "iklan"],
        &[],
        r"(?i)^(?:advertisement|advertising|publicité|publicidad|anzeige|iklan)\s*[-–—:.].{3,60}$",
    ),
    form(
        &["image", "photo", "picture", "video", "media", "foto", "crédit", "crÉdit", "caption"],
        &["copyright", "caption", "source", "credit", "by", "photo", "par", "dok", ":", "/", "©", "getty", "file", "enlarge"],
        r"(?i)^(?:(?:image|photo|picture|video|media|foto|crédits?)\s+(?:copyright|caption|source|credit|credits?|by|photo|par|dok)\b|(?:photo|image|photograph|foto|photographie|crédit)\s*(?::|/|©)|getty images|file photo|toggle caption|enlarge (?:this )?image|(?:hide|show) caption).{0,100}$",
    ),
    form(
        &["updated", "modified", "reviewed", "published", "posted", "publié", "publiÉ", "publicado", "mis ", "mise ", "modification", "actualizado", "atualizado", "aktualisiert", "ffentlicht", "diperbarui", "diterbitkan", "p nh"],
        &[],
        r"(?i)^(?:page )?(?:(?:last )?(?:updated|modified|reviewed)|published|posted|first published|date modified|publié|mis à jour|mise à jour|dernière (?:mise à jour|modification)|date de modification|publicado|actualizado|atualizado|aktualisiert|veröffentlicht|diperbarui|diterbitkan|cập nhật)\b.{0,24}\d.{0,40}$",
    ),
    form(
        &["more on", "more from", "more in", "more about", "follow", "written by", "posted by", "reported by", "published by", "by: ", "par: "],
        &[],
        r"^(?i:more (?:on|from|in|about)|follow|written by|posted by|reported by|published by|by: |par: )\s?[\p{Lu}@].{1,60}$",
    ),
];
