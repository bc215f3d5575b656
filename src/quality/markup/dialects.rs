//! Marks of further programs: mailers and content management, forums, wikis, converters, typesetting, word processors,
//! chat models. In general shapes rather than by name.

use super::patterns::Reading::{Entity, Inner, Nothing, Unknown};
use super::patterns::Row;
use crate::annotation::label::Severity::{Low, Medium};
use regex::Regex;
use std::sync::LazyLock;

const TEMPLATE: &str = "a template placeholder";
const UNFILLED: &str = "a placeholder that was never filled in";
const CHAT: &str = "a mark of a text generator";
const SCRIPT: &str = "a scrap of a script";
const STYLE: &str = "a scrap of a style sheet";
const FIELD: &str = "a field of a word processor";
const SETTINGS: &str = "settings of a word processor";
const LATEX: &str = "a LaTeX command";

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // HTML
    (r"<!\[(?:if|endif)[^>]{0,80}>", b'<', "an HTML comment", Medium, 1, true, Nothing, ""),
    (r"(?i)</?(?:o|m|x|v|w|st1|dir|fb|g|amp|xsl|svg|u[0-9]|xml|rdf|dc|asp|c|fn|drupal)[:-][a-z][WORD-]*(?:\s[^<>]{0,200})?/?>", b'<', "an HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?i)<[a-z][a-z0-9]{0,12}(?:\s+[a-z][WORD:-]*\s*=\s*(?:\x22[^\x22<>]*\x22|'[^'<>]*'|[^\s<>\x22']+))+\s*/?>?", b'<', "an HTML tag", Medium, 1, true, Unknown, "="),
    (r"(?i)</[a-z][a-z0-9:-]{0,20}\s*>", b'<', "an HTML tag", Medium, 1, false, Unknown, ""),
    (r"(?i)<\s+/?(?:b|i|u|p|br|em|strong|span|div|a|li|ul)\s*/?>|<\s*/\s+(?:b|i|u|p|em|strong|span|div|a|li|ul)\s*>", b'<', "a damaged HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?i)(?:^|[\s.,;:!?WORD])(?P<all>(?:/(?:p|b|i|u|em|strong|span|div|li|ul|ol|a|h[1-6]|td|tr|table|font|sup|sub)|br\s*/)>)", b'>', "a damaged HTML tag", Medium, 1, true, Unknown, "/"),
    (r"(?i)<\s*(?:br|hr|/p|/b|/i|/div|/span|/li|/em|/strong)\s*$", b'<', "a damaged HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?i)&(?:\s#?|#\s)(?:nbsp|amp|quot|lt|gt|[lr][sd]quo|[mn]dash|hellip|apos|eacute|egrave|agrave|ccedil|x20\d\d|8\d\d\d|39|34|160)\s?;|&#?(?:nbsp|amp|quot|lt|gt|[lr][sd]quo|[mn]dash|hellip|apos|eacute|egrave|agrave|ccedil|x20\d\d|8\d\d\d|39|34|160)\s;", b'&', "a damaged HTML entity", Medium, 1, true, Unknown, ";"),
    (r"(?:^|[^&WORD])(?P<all>#(?:x[0-9A-Fa-f]{2,4}|8[2-4][0-9][0-9]|0?39|0?34|0?38|160|2[0-5][0-9]);)", b'#', "a damaged HTML entity", Medium, 1, true, Unknown, ";"),
    (r"(?:^|[^&])(?P<all>(?:nbsp|\bamp|[lr][sd]quo|[mn]dash|hellip|eacute|egrave|agrave|\bquot|\bapos);)", b';', "a damaged HTML entity", Medium, 1, true, Unknown, "nbsp; amp; quo; dash; hellip; eacute; egrave; agrave; quot; apos;"),
    (r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,7});(?:[A-Za-z]{2,8};)*", b'&', "an HTML entity", Medium, 1, false, Entity, ";"),
    (r"(?P<all>&(?:[lr][sd]quo|[mn]dash|nbsp|hellip|#8[0-9]{3}|#0?39))[A-Za-z ]", b'&', "an HTML entity without its semicolon", Medium, 1, true, Unknown, ""),
    // Placeholders
    (r"\{[!$@#%&^/][A-Za-z][WORD. :|'-]{0,60}\}", b'{', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"\{[A-Za-z][WORD]{0,30}(?:[_.|:-]+[WORD]+){1,4}\}|\{[a-z]+(?:[A-Z][WORD]*)+\}|\{[A-Z]{3,20}(?:[ _][A-Z]+)*\}", b'{', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"(?i)\{(?:(?:your|first|last|full|company|event|city|country|start|end|the)[ _-]?)?(?:name|date|title|email|city|country|company|unsubscribe|year|month|venue|recipient|address|salutation|firstname|lastname)\}", b'{', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"#\{[WORD. ]{1,60}\}|\{#[WORD. ]{1,60}#?\}|<#[^<>\n]{1,100}>|<\?=?[^<>\n]{1,200}\?>", b'#', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"%%=.{1,120}?=%%|%\[.{1,120}?\]%|\[%.{1,120}?%\]|%\{[WORD. ]{1,60}\}", b'%', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"(?:^|[^WORD%])(?P<all>%(?:[A-Z]{3,20}|[A-Za-z][WORD]*(?:[._][WORD]+)+|[a-z]+-[a-z-]+|recipient|firstname|lastname|name|email|date|title|sitename)%)(?:$|\W)", b'%', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"(?:^|[^WORD#])(?P<all>#{1,3}[A-Z][A-Za-z]*(?:_[A-Za-z]+)*#{1,3})(?:$|[^WORD#])", b'#', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"(?:^|[^WORD@])(?P<all>@@?[A-Z][A-Za-z]*(?:_[A-Za-z]+)*@@?|@@[a-z_]+@@|@\{[WORD. ]+\}|@(?:Model|ViewBag|Html)\.[WORD]+)", b'@', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"\$\$?[A-Z][A-Z_]{2,30}\$\$?|\$\$[a-z_]{3,30}\$\$|\$!?\{[^{}\n]{1,80}\}|\$[a-z]+(?:_[a-z]+)+\b\$?|\$[a-z]+(?:->|\.)[a-z][WORD]+(?:\(\))?", b'$', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"(?:^|[^WORD~])(?P<all>~~?[A-Z][A-Za-z]*(?:[._][A-Za-z]+)+~~?|~[A-Z]{3,20}~)", b'~', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"(?:^|[^WORD|])(?P<all>\|\*?[A-Z][A-Z_]{2,30}\*?\||\*\|.{1,60}?\|\*)", b'|', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"«(?:[A-Z][a-z]+[A-Z][WORD]*|[WORD]+_[WORD]+)»", 0xc2, TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"\[[a-z][a-z0-9_-]*(?::[WORD-]+){1,5}\]|\[[A-Z]+(?:_[A-Z0-9]+)+\]|\[\[?\{\s*\x22[^\]\n]{1,400}\]?\]?|\[-?@[WORD:.-]{2,40}(?:[,;][^\[\]\n]{0,80})?\]", b'[', TEMPLATE, Medium, 1, true, Unknown, ""),
    (r"<[A-Z][A-Z]+(?:[ _][A-Z]+){0,4}>|<(?:[A-Z][a-z]+|[a-z]+)(?:[ _](?:[Nn]ame|[Dd]ate|[Tt]itle|[Aa]ddress|[Nn]umber))>", b'<', UNFILLED, Medium, 1, true, Unknown, ""),
    (r"\[(?:_{2,}|[●•■▪*]|[xX]{2,}|[#?]{2,}|\s*[●•]\s*|\s{2,}|\.{4,}|…{2,})\]", b'[', UNFILLED, Medium, 1, true, Unknown, ""),
    (r"\[(?:(?:Contact|Phone|Telephone|Email|E-mail|First|Last|Full|Middle|Your|Company|Recipient|Organi[sz]ation|Month|Day|Year|Event|Sender|Speaker|Spokesperson|Job|Street|Postal|Zip|Press|Media|Agency|Department|Office|Project|Program|Programme|Document|Report|File|Case|Reference|Meeting|Insert|Enter|Add|Type|Date|Time|City|State|Country|Name|Title|Name of [A-Z][a-z]+|Number|Address|Position|Code|Venue|Place|Location|Amount|Link|Here|of|and|or|Quote|Text)[ ,/&]{1,2}){1,6}(?:Name|Date|Title|Address|Number|Phone|Email|City|State|Country|Month|Day|Year|Time|Place|Venue|Location|Position|Code|Person|Information|Details|Here|Company|Organi[sz]ation|Department|Amount|Link|Quote|Text|Country)\]", b'[', UNFILLED, Medium, 1, true, Unknown, ""),
    (r"\[(?:Name|Date|City|Location|Venue|Surname|Signature|Amount|Phone|Email|Time|Recipient|Nom|Lieu|Ville|Prénom|Fonction|Montant|Adresse|Téléphone|Heure|Nama|Tanggal|Jabatan|Kota|Alamat|Tên|Ngày|Chức vụ|Địa điểm)(?:[ ,/]+(?:Name|Date|City|Location|Venue|Time|Prénom|Nom|Lieu|Ville|Nama|Tanggal|Tên|Ngày))*\]", b'[', UNFILLED, Medium, 1, true, Unknown, ""),
    (r"(?i)\[(?:insérer|à compléter|à préciser|à insérer|votre|nom de|nom du|date de|indiquer|sisipkan|masukkan|nama|tanggal|isi|chèn|điền|nhập|tên)\b[^\[\]]{0,80}\]", b'[', UNFILLED, Medium, 1, true, Unknown, ""),
    (r"\((?:[Ii]nsert|INSERT)\s[^()\n]{2,60}\)", b'(', UNFILLED, Medium, 1, true, Unknown, "(insert (Insert (INSERT"),
    // Chat models
    (r"(?i)</?(?:antml:)?(?:thought|thoughts|scratchpad|document|documents|document_content|context|instructions?|response|query|search_results?|artifact|antartifact|antthinking|function_calls?|invoke|parameter|tool_use|tool_result|tool_code|tool|cite|final|analysis|output|input|prompt|example|examples|task|user_query|human|model|start_of_turn|end_of_turn|eos|bos|pad|unk|image|mask|result|rewrite|begin_of_text|end_of_text|im_start|im_end|grok:[WORD-]+)(?:\s[^<>]{0,120})?/?>", b'<', CHAT, Medium, 1, true, Nothing, ""),
    (r"<\|[^<>|\n]{2,40}\|>|<｜[^<>\n]{2,40}｜>|<</?SYS>>", b'<', CHAT, Medium, 1, true, Nothing, ""),
    (r"(?i)\(/?cite(?:[_ ](?:start|end|index|note|id)\b[^()\[\]<>\n]{0,60}|:\s?[\d, ]{1,40})[>)\]]", b'(', CHAT, Medium, 1, true, Nothing, "cite"),
    (r"(?i)\[/?cite(?:[_ ](?:start|end|index|note|id)\b[^()\[\]<>\n]{0,60}|:\s?[\d, ]{1,40})[>)\]]", b'[', CHAT, Medium, 1, true, Nothing, "cite"),
    (r"\[\^\d+\^\]|\[\d{1,3}†[^\[\]\n]{0,40}\]|\[†[^\[\]\n]{1,40}\]|\[(?:web|source|attachment|file|post|image|video|memory|conversation_history|generated_image|chart|ppl-ai-file-upload[^\]:]{0,40}):\s?\d+[^\[\]\n]{0,40}\]", b'[', CHAT, Medium, 1, true, Nothing, ""),
    (r":ant[A-Za-z]+\[[^\[\]]{0,40}\]\{[^{}]{0,200}\}|^:::\s?writing\{[^{}]*\}", b':', CHAT, Medium, 1, true, Nothing, ":ant :::"),
    // Forums and shortcodes
    (r"(?i)\[(?:[a-z][a-z0-9_-]{0,30}|\*)(?:[= ][^\[\]]{0,200})?\](?P<in>[^\[\]]{1,200})\[/[a-z][a-z0-9_-]{0,30}\]", b'[', "forum marks", Medium, 1, false, Inner, "[/"),
    (r"(?i)\[/[a-z][a-z0-9_-]{0,30}\]", b'[', "a forum or shortcode mark", Medium, 1, true, Unknown, "[/"),
    (r"\[[a-z][a-z0-9_-]{1,30}(?:\s+[WORD-]+\s?=\s?(?:[\x22”“″][^\x22”“″\[\]]*[\x22”“″]|['’‘][^'’‘\[\]]*['’‘]|[^\s\x22\]\[]+))+\s*/?\]", b'[', "a shortcode of a web page", Medium, 1, true, Unknown, "="),
    (r"\[[a-z]+(?:_[a-z0-9]+)+(?:\s[^\[\]]{0,200})?/?\]|\[(?:hr|br|toc|more|pagebreak|page-break|nextpage|separator|divider|spacer|clear|dropcap|button|pullquote|readmore)\s?/?\]", b'[', "a shortcode of a web page", Medium, 1, true, Unknown, ""),
    // Markdown and its relatives
    (r"^\s{0,3}(?P<all>(?:> ?)+)[\p{L}“\x22*_\[(]", b'>', "a Markdown quotation mark (>)", Low, 1, false, Nothing, ""),
    (r"(?P<all>\\[*_\[\](){}#.!&$%~`+>|-])", b'\\', "an escaped mark of Markdown or LaTeX", Medium, 1, false, Unknown, ""),
    (r"\[[^\[\]\n]{1,200}\]\{[^{}\n]{1,120}\}|\{[#.][WORD-]+(?:\s+[#.]?[WORD-]+(?:=(?:\x22[^\x22]*\x22|[WORD%.-]+))?)*\}|\{-\}", b'{', "attributes of a converter (pandoc)", Medium, 1, true, Unknown, ""),
    (r"^\s*:{3,}\s*(?:\{[^{}]*\}|[WORD-]+)?\s*:*\s*$", b':', "a block mark of a converter (pandoc)", Medium, 1, true, Nothing, ":::"),
    (r"[WORD)](?P<all>\^[WORD+-]{1,12}\^)|[A-Za-z](?P<sub>~[0-9]{1,2}~)", b'^', "a raised or lowered mark (^)", Medium, 1, false, Unknown, ""),
    (r"^\s*\+(?:[-=:]{3,}\+)+\s*$", b'+', "a rule of a table", Medium, 1, true, Nothing, "+-- +=="),
    (r"!?\[\\?\[[^\[\]\n]{1,40}\\?\]\\?\]\([^()\s]{1,300}\)|!?\[[^\[\]\n]{0,200}\]\(<[^<>\n]{1,300}>\)", b']', "a Markdown link", Medium, 1, false, Unknown, "]("),
    (r"!?\[[^\[\]\n]{0,200}\]\((?:https?:|/|www\.|#|mailto:)[^()\n]{0,300}$", b']', "a Markdown link", Medium, 1, false, Unknown, "]("),
    (r"^\s*\[[^\[\]\n]{1,60}\]:\s*<?(?:https?:|www\.|/|#)\S+.*$", b']', "a Markdown link", Medium, 1, false, Unknown, "]:"),
    (r"`{1,2}[^`<>\n]{1,120}<[^`<>\n]{1,300}>`__?|:[a-z]+:`[^`\n]{1,120}`|``[^`'\n]{1,300}``", b'`', "marks of another text format", Medium, 1, true, Unknown, ""),
    (r"``[^`'\n]{1,300}''", b'`', "quotation marks of LaTeX or a typewriter", Low, 2, true, Unknown, "''"),
    (r"^\s*\.\. (?:[WORD-]+::|_[WORD -]+:|\|[WORD ]+\|).*$", b'.', "marks of another text format", Medium, 1, true, Unknown, ".. "),
    (r"^\s*(?:h[1-6]|bq)\.\s+\S", b'.', "marks of another text format", Medium, 1, true, Unknown, "h1. h2. h3. h4. h5. h6. bq. "),
    (r"\{/?(?:code|noformat|panel|color|excerpt)(?::[^{}\n]{0,200})?\}|\{(?:quote|info|note|tip|warning|toc|anchor|expand|status|column|section):[^{}\n]{1,200}\}", b'{', "wiki marks", Medium, 1, true, Unknown, ""),
    (r"\[(?:https?|ftp)://[^\s\[\]]{3,300}(?:\s[^\[\]\n]{0,200})?\]", b'[', "a wiki link", Medium, 1, true, Unknown, "://"),
    (r"(?:^|[^_WORD])(?P<all>__[A-Z]{3,24}__)(?:$|[^_WORD])", b'_', "a switch of a wiki", Medium, 1, true, Nothing, "__"),
    (r"^\s*(?:[|!]\s*(?:colspan|rowspan|style|align|width|scope|class|bgcolor)\s*=.*|\|\+.*|\|-.*|!!? .*\|\|.*|\|(?:[^|\n]*\|\|)+.*)$", b'|', "a row of a wiki table", Medium, 1, true, Unknown, ""),
    (r"^\s*(?:\[\[|\{\{)[^\[\]{}\n]{1,200}$|^[^\[\]{}\n]{0,200}\}\}\s*$", b'}', "a wiki template", Medium, 1, true, Unknown, "}}"),
    (r"^\s*\|\s*[WORD -]{1,40}\s=\s.*$|^\s*#REDIRECT\b.*$", b'|', "a wiki template", Medium, 1, true, Unknown, "="),
    (r"^\s*! .*!! .*$", b'!', "a row of a wiki table", Medium, 1, true, Unknown, "!!"),
    (r"^#\+[A-Z_]{3,20}:.*$", b'#', "marks of another text format", Medium, 1, true, Unknown, "#+"),
    (r"\x22[^\x22\n]{1,120}\x22:https?://\S+", b'"', "marks of another text format", Medium, 1, true, Unknown, "\":http"),
    (r"(?:^|[\s(])(?P<all>==(?P<in>[^=\s][^=\n]{0,120})==)(?:$|[\s.,;:)!?])", b'=', "marks of emphasis (==)", Low, 1, false, Inner, "=="),
    // Scripts, style sheets, data
    (r"\b[A-Za-z_$][WORD$]*(?:\.[WORD$]+)+\((?:[^()\n]|\([^()\n]*\)){0,200}\)\s*;|\b[A-Za-z_$][WORD$]{2,}\((?:[^()\n]{0,100}['\x22{][^()\n]{0,200})?\)\s*;|\b[A-Za-z_$][WORD$]*(?:\.[WORD$]+)+\(\s*(?:function|['\x22{\[])[^\n]{0,200}", b'(', SCRIPT, Medium, 1, true, Unknown, "); function( .push( .ready( .init( .load( ({ (' (\x22"),
    (r"\b(?:if|for|while)\s*\([^()\n]{1,120}(?:\([^()\n]*\)[^()\n]*){0,3}\)\s*\{.*|\btypeof\s+[WORD]+\s*[!=]==?.*|\}\s*(?:else|catch|finally)\b.*\{|\breturn\s+(?:false|true|null|this\.[WORD]+)\s*;|\btry\s*\{|\(\s*[WORD]*\s*\)\s*=>.*", b'{', SCRIPT, Medium, 1, true, Unknown, ""),
    (r"\b[WORD$]+(?:\.[WORD$]+)+\s*=\s*(?:[WORD$.]+\s*\|\|\s*)?(?:[\x22'\[{(]|function|new\s|true|false|null|[0-9]).{0,200}?(?:;|$)", b'=', SCRIPT, Medium, 1, true, Unknown, ""),
    (r"^\s*(?:\}\s*\)|\}\s*\]|\]\s*\}|\}\s*;|\)\s*;|\}\s*\}|\}\s*,)[\s)}\];,(]*$|^\s*[{}]\s*$", b'}', SCRIPT, Medium, 1, true, Unknown, ""),
    (r"!important\b\s*;?|\b\d+(?:px|em|rem|pt)\s*(?:!important)?;", b';', STYLE, Medium, 1, true, Unknown, "px; em; pt; !important"),
    (r"(?i)\b(?:(?:color|width|height|border|float|position|overflow|visibility|font|white-space|clear)\s*:\s*(?:#[0-9a-f]{3,8}\b|rgba?\(|-?[0-9.]+(?:px|em|rem|pt|%)|inherit|auto|none|absolute|relative|fixed|hidden|left|right|both|bold|normal|nowrap)|(?:border-[WORD-]+|letter-spacing|text-(?:decoration|transform|indent)|list-style(?:-[WORD]+)?|max-width|min-width|vertical-align|page-break-[WORD]+|-webkit-[WORD-]+)\s*:\s*[#WORD(])[^;{}\n]{0,60};", b':', STYLE, Medium, 1, true, Unknown, ";"),
    (r"@page\b[^{}\n]{0,60}\{?|[WORD.#:*, -]{1,80}\{\s*[WORD-]+\s*:[^{}\n]{1,300}\}?", b'{', STYLE, Medium, 1, true, Unknown, ":"),
    (r"\{\s*\x22[@WORD:.$/-]{1,40}\x22\s*:\s*(?:\x22[^\x22\n]{0,300}\x22?|[\[{]|-?[0-9.]+|true|false|null)(?:\s*,\s*\x22[@WORD:.$/-]{1,40}\x22\s*:\s*(?:\x22[^\x22\n]{0,300}\x22?|[\[{]|-?[0-9.]+|true|false|null))*\s*[\]}]{0,4},?|\x22[@WORD:.$/-]{1,40}\x22\s*:\s*(?:\x22[^\x22\n]{0,300}\x22?|[\[{]|-?[0-9.]+|true|false|null)(?:\s*,\s*\x22[@WORD:.$/-]{1,40}\x22\s*:\s*(?:\x22[^\x22\n]{0,300}\x22?|[\[{]|-?[0-9.]+|true|false|null))+\s*[\]}]{0,4},?|\x22[@WORD:.$/-]{1,40}\x22\s*:\s*(?:\x22[^\x22\n]{0,300}\x22?|[\[{]|-?[0-9.]+|true|false|null)\s*(?:[\]}]{1,4}|,\s*$)", b'"', "a scrap of data (JSON)", Medium, 1, true, Unknown, "\":"),
    // LaTeX and RTF
    (r"\\[a-zA-Z]{2,30}\*?(?:\[[^\[\]\n]{0,80}\])?\{(?P<in>[^{}\n]{0,200})\}?", b'\\', LATEX, Medium, 1, true, Unknown, "{"),
    (r"\\(?:noindent|newpage|clearpage|vspace|hspace|hline|maketitle|quad|qquad|ldots|dots|cdot|times|centering|(?:big|med|small)skip|tableofcontents|linebreak|newline|pagebreak|hfill|vfill|textwidth|LaTeX|TeX|paragraph|chapter|large|Large|small|bf|it|bfseries|itshape|today|copyright|pounds|euro|degree|circ|percent|approx|leq|geq|pm|rightarrow|alpha|beta|gamma|delta|mu|sigma)\b", b'\\', LATEX, Medium, 1, true, Unknown, ""),
    (r"\{\\(?:bf|it|em|sc|tt|sl|small|large|Large)\s[^{}\n]{0,200}\}?", b'\\', LATEX, Medium, 1, true, Unknown, ""),
    (r"\\[`'^\x22~=.]\{?\\?[a-zA-Z]\}?|\\c\{?[cC]\}?|\\(?:ss|ae|oe|AE|OE|aa|AA|o|O|l|L)\{\}", b'\\', "a LaTeX accent", Medium, 1, true, Unknown, ""),
    (r"\$[^$\n]{0,60}(?:\\[a-zA-Z]+|[\^_]\{?[WORD+-]{1,10}\}?)[^$\n]{0,60}\$|\\\([^\n]{1,120}?\\\)|\\\[[^\n]{1,120}?\\\]", b'$', "a LaTeX formula", Medium, 1, true, Unknown, ""),
    (r"\\'[0-9a-fA-F]{2}|\\u-?[0-9]{3,5} ?\??|(?:\\(?:rtf1|ansi|ansicpg[0-9]+|deff[0-9]+|fonttbl|f[0-9]+|lang[0-9]+|uc[0-9]|par|pard|s[abl][0-9]+|slmult[0-9]|q[jlrc]|b0?|i0?|ul|ulnone|ltrpar|rtlch|ltrch|cf[0-9]+|highlight[0-9]+|viewkind[0-9]|fs[0-9]+|plain|tab|line|rquote|lquote|rdblquote|ldblquote|emdash|endash|bullet|cell|row|trowd|itap[0-9]|li[0-9]+|fi-?[0-9]+|widctlpar|nowidctlpar|insrsid[0-9]+|charrsid[0-9]+)\b)+", b'\\', "a scrap of RTF", Medium, 1, true, Unknown, ""),
    (r"(?P<all>(?:\\[rnt])+)(?:$|[^a-z])|[a-z.,;:](?P<mid>\\n)[A-Z]", b'\\', "an escape that was not undone", Medium, 1, true, Unknown, ""),
    (r"[WORD]*(?:\\/[WORD.-]+)+|\\x22|\\0|\\e\[[0-9;]*m", b'\\', "an escape that was not undone", Medium, 1, true, Unknown, ""),
    // Word processors
    (r"Error! (?:No (?:table of contents|table of figures|bookmark|text|index|document variable)|Unknown|Not a valid|Main Document|Objects cannot|Use the Home)[^.\n]{0,100}\.?", b'!', "a broken field of a word processor", Medium, 1, true, Unknown, "Error!"),
    (r"\b[A-Z]{2,20}(?:\s+\x22[^\x22\n]{0,200}\x22|\s+[WORD:.-]{1,60})?(?:\s+\\[a-z*@#!](?:\s*(?:\x22[^\x22\n]{0,60}\x22|MERGEFORMAT|[0-9]+-[0-9]+))?){1,6}", b'\\', FIELD, Medium, 1, true, Unknown, ""),
    (r"\\\*\s*(?:MERGEFORMAT|CHARFORMAT|Upper|Lower|Caps|FirstCap|Arabic|Roman)", b'\\', FIELD, Medium, 1, true, Unknown, ""),
    (r"\b(?:HYPERLINK|INCLUDEPICTURE|INCLUDETEXT|XE)\s+\x22[^\x22\n]{0,300}\x22", b'"', FIELD, Medium, 1, true, Unknown, "HYPERLINK INCLUDE XE"),
    (r"(?:\b(?:PAGEREF|REF|HYPERLINK|NOTEREF)\s+)?\b_(?:Toc|Ref|Hlk|GoBack|ftn|ftnref|edn|ednref|msocom_)\d*(?:\s+\\[a-z])*", b'_', FIELD, Medium, 1, true, Unknown, "_Toc _Ref _Hlk _GoBack _ftn _edn _msocom"),
];

/// What Word writes before a text that is pasted from it.
const SETTING: &str = r"(?:(?:Normal|\d{1,2}|false|true|Clean|[A-Z]{2}-[A-Z]{2}|X-NONE|[A-Z]{2}|MicrosoftInternetExplorer\d)\s+){2,}(?:Normal|\d{1,2}|false|true|Clean|[A-Z]{2}-[A-Z]{2}|X-NONE|[A-Z]{2}|MicrosoftInternetExplorer\d)|MicrosoftInternetExplorer\d|X-NONE";

/// What is told by its words alone, in the whole text: words that it has to have, the form, and a name.
#[rustfmt::skip]
const WORDS: &[(&str, &str, &str)] = &[
    ("Click ", r"Click (?:or tap )?here to enter (?:text|a date)\.?|Click (?:or tap )?to enter (?:text|a date)\.?", UNFILLED),
    ("Choose an item", r"Choose an item\.", UNFILLED),
    ("Cliquez", r"Cliquez (?:ou appuyez )?ici pour (?:taper|entrer) (?:du texte|une date)\.?", UNFILLED),
    ("Klik ", r"Klik (?:atau ketuk )?di sini untuk memasukkan teks\.?", UNFILLED),
    ("add title", r"Click to (?:add|edit) (?:title|text|subtitle|Master title style)", UNFILLED),
    ("Master t", r"Click to edit Master (?:title|text) styles?", UNFILLED),
    ("FORM", r"\bFORM(?:TEXT|CHECKBOX|DROPDOWN)\b", FIELD),
    ("MERGEFIELD", r"\bMERGEFIELD\s+\x22?[0-9A-Za-z_]+\x22?", FIELD),
    ("MACROBUTTON", r"\bMACROBUTTON\s+[0-9A-Za-z_]+", FIELD),
    ("PAGEREF", r"\bPAGEREF\b", FIELD),
    ("NUMPAGES", r"\bNUMPAGES\b", FIELD),
    ("HYPERLINK", r"\bHYPERLINK\b", FIELD),
    ("MERGEFORMAT", r"\bMERGEFORMAT\b", FIELD),
    ("X-NONE", SETTING, SETTINGS),
    ("false false", SETTING, SETTINGS),
    ("MicrosoftInternetExplorer", SETTING, SETTINGS),
    ("turn0", r"(?:cite)?[\u{e200}-\u{e202}]*turn0(?:search|view|news|image|fetch|file)\d+[\u{e200}-\u{e202}]*", CHAT),
    ("NaN", r"\bNaN\b", "a value that a script could not print"),
    ("undefined", r"\bundefined(?:,? undefined)+\b", "a value that a script could not print"),
    ("XXXX", r"\bX{4,}\b", UNFILLED),
    ("---", r"(?m)^---\r?\n(?:[A-Za-z_-]{2,30}:[^\n]{0,200}\r?\n){1,20}---\s*$", "the head of a Markdown file"),
    ("x000", r"\bx000[0-9A-F]_", "an escaped character"),
];

/// The forms of [`WORDS`], each built when a text has its words.
static FORMS: LazyLock<Vec<LazyForm>> = LazyLock::new(|| WORDS.iter().map(LazyForm::new).collect());

/// A form that is built when it is first needed.
pub(super) struct LazyForm {
    /// What every text with the form has.
    pub words: &'static str,
    source: &'static str,
    pub what: &'static str,
    regex: std::sync::OnceLock<Option<Regex>>,
}

impl LazyForm {
    fn new(row: &(&'static str, &'static str, &'static str)) -> Self {
        Self {
            words: row.0,
            source: row.1,
            what: row.2,
            regex: std::sync::OnceLock::new(),
        }
    }

    /// The form, built when it is first needed.
    pub fn regex(&self) -> Option<&Regex> {
        let build = || Regex::new(self.source).ok();
        self.regex.get_or_init(build).as_ref()
    }
}

/// What is told by its words alone.
pub(super) fn forms() -> &'static [LazyForm] {
    &FORMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_compiles() {
        for form in forms() {
            assert!(Regex::new(form.source).is_ok(), "{}", form.source);
        }
    }
}
