#!/usr/bin/env python3
"""Makes the files of tests/formats from the texts in tests/formats/sources.

    scripts/format_files.py [OUT]       (default: tests/formats)

Needs LibreOffice, Chromium, XeLaTeX (recommended packages), qpdf and the Noto fonts: in Debian
  apt-get install --no-install-recommends libreoffice-writer chromium texlive-xetex \
      texlive-latex-recommended texlive-fonts-recommended lmodern qpdf fonts-noto-core fonts-dejavu-core
The files are checked in; tests and benchmarks do not run this script. Beside each file NAME stands truth/NAME.json: the
blocks that its text has to have. Sources are a small Markdown: #, paragraphs, "- " and "1. ", | a | b |, [^1], *emphasis*.
"""
import base64, html, json, os, re, shutil, subprocess, sys, tempfile, zipfile
from email.message import EmailMessage
from email.utils import format_datetime
from datetime import datetime, timezone, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "tests" / "formats"
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE


def parse(path):
    blocks, notes, para = [], {}, []

    def flush():
        if para:
            blocks.append({"kind": "paragraph", "text": " ".join(para)})
            para.clear()

    for line in path.read_text("utf-8").splitlines():
        m = re.match(r"(#+) (.*)", line)
        note = re.match(r"\[\^(\w+)\]: (.*)", line)
        item = re.match(r"(-|\d+\.) (.*)", line)
        if not line.strip():
            flush()
        elif m:
            flush()
            blocks.append({"kind": "heading", "level": len(m[1]), "text": m[2]})
        elif note:
            flush()
            notes[note[1]] = note[2]
        elif item:
            flush()
            blocks.append({"kind": "list", "marker": "•" if item[1] == "-" else item[1], "text": item[2]})
        elif line.startswith("|"):
            flush()
            blocks.append({"kind": "row", "cells": [c.strip() for c in line.strip("|").split("|")]})
        else:
            para.append(line.strip())
    flush()
    return blocks, notes


def plain(text):
    return re.sub(r"\[\^(\w+)\]", "", text).replace("*", "")


def truth(blocks, notes):
    out = []
    for b in blocks:
        b = dict(b)
        if "text" in b:
            b["text"] = plain(b["text"])
        out.append(b)
    used = [n for b in blocks for n in re.findall(r"\[\^(\w+)\]", b.get("text", ""))]
    out += [{"kind": "footnote", "text": plain(notes[n])} for n in used]
    return out


def write(name, kind, blocks, **more):
    (OUT / "truth").mkdir(parents=True, exist_ok=True)
    data = {"file": name, "kind": kind, **more, "blocks": blocks}
    (OUT / "truth" / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def run(*args, **kw):
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, **kw)


# ---- flat OpenDocument, which LibreOffice turns into the office formats and PDF

def esc(text):
    return html.escape(text, quote=False)


def runs(text, notes):
    def note(m):
        n = m[1]
        body = esc(plain(notes[n]))
        return (f'<text:note text:note-class="footnote"><text:note-citation>{n}</text:note-citation><text:note-body>'
                f'<text:p text:style-name="Footnote">{body}</text:p></text:note-body></text:note>')
    out = esc(text)
    out = re.sub(r"\*(.+?)\*", r'<text:span text:style-name="Em">\1</text:span>', out)
    return re.sub(r"\[\^(\w+)\]", note, out)


def fodt(blocks, notes, font="Noto Serif", columns=1, running=None):
    body, i = [], 0
    while i < len(blocks):
        b = blocks[i]
        if b["kind"] == "heading":
            body.append(f'<text:h text:style-name="Heading_20_{b["level"]}" text:outline-level="{b["level"]}">{runs(b["text"], notes)}</text:h>')
        elif b["kind"] == "paragraph":
            body.append(f'<text:p text:style-name="Text_20_body">{runs(b["text"], notes)}</text:p>')
        elif b["kind"] == "list":
            style = "LB" if b["marker"] == "•" else "LN"
            items = []
            while i < len(blocks) and blocks[i]["kind"] == "list" and (blocks[i]["marker"] == "•") == (style == "LB"):
                items.append(f'<text:list-item><text:p text:style-name="Item">{runs(blocks[i]["text"], notes)}</text:p></text:list-item>')
                i += 1
            body.append(f'<text:list text:style-name="{style}">{"".join(items)}</text:list>')
            continue
        else:
            rows = []
            while i < len(blocks) and blocks[i]["kind"] == "row":
                cells = "".join(f'<table:table-cell table:style-name="Cell"><text:p text:style-name="Cell_20_text">{esc(c)}</text:p></table:table-cell>' for c in blocks[i]["cells"])
                rows.append(f"<table:table-row>{cells}</table:table-row>")
                n = len(blocks[i]["cells"])
                i += 1
            body.append(f'<table:table table:name="T{i}"><table:table-column table:number-columns-repeated="{n}"/>{"".join(rows)}</table:table>')
            continue
        i += 1
    text = "".join(body)
    if columns > 1:
        text = f'<text:section text:style-name="Sect" text:name="S">{text}</text:section>'
    head = (f'<style:header><text:p>{esc(running)}</text:p></style:header><style:footer><text:p>Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>9</text:page-count></text:p></style:footer>'
            if running else "")
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><meta:initial-creator>Sample</meta:initial-creator><dc:title>{esc(plain(blocks[0]["text"]))}</dc:title></office:meta>
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/><style:text-properties style:font-name="F" style:font-name-complex="F" fo:font-size="11pt" style:font-size-complex="11pt" fo:language="en" fo:country="GB"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.25cm" fo:text-align="justify"/></style:style>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.25cm" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="1"><style:text-properties fo:font-size="18pt" style:font-size-complex="18pt"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="2"><style:text-properties fo:font-size="14pt" style:font-size-complex="14pt"/></style:style>
<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph" style:parent-style-name="Heading" style:default-outline-level="3"><style:text-properties fo:font-size="11.5pt" style:font-size-complex="11.5pt"/></style:style>
<style:style style:name="Item" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.1cm"/></style:style>
<style:style style:name="Cell_20_text" style:display-name="Cell text" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Em" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="1" text:footnotes-position="page"/>
</office:styles>
<office:automatic-styles>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="Sect" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>
<text:list-style style:name="LB"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="LN"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.2cm"/><style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm" fo:min-height="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.5cm" fo:min-height="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">{head}</style:master-page></office:master-styles>
<office:body><office:text>{text}</office:text></office:body></office:document>'''


def office(source, target, name, tmp):
    src = tmp / "in.fodt"
    src.write_text(source, "utf-8")
    fmt = {"odt": "odt:writer8", "docx": "docx:MS Word 2007 XML", "rtf": "rtf:Rich Text Format", "epub": "epub", "pdf": "pdf:writer_pdf_Export", "fodt": "fodt"}[target]
    run("soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless", "--convert-to", fmt, "--outdir", str(tmp), str(src))
    shutil.move(tmp / f"in.{target}", OUT / name)


# ---- web pages

def article(blocks, notes, foot="list"):
    out, i = [], 0

    def inline(text):
        t = re.sub(r"\*(.+?)\*", r"<em>\1</em>", esc(text))
        return re.sub(r"\[\^(\w+)\]", r'<sup><a href="#fn\1" id="fnref\1">\1</a></sup>', t)
    while i < len(blocks):
        b = blocks[i]
        if b["kind"] == "heading":
            out.append(f'<h{b["level"]}>{inline(b["text"])}</h{b["level"]}>')
        elif b["kind"] == "paragraph":
            out.append(f'<p>{inline(b["text"])}</p>')
        elif b["kind"] == "list":
            bullet = b["marker"] == "•"
            items = []
            while i < len(blocks) and blocks[i]["kind"] == "list" and (blocks[i]["marker"] == "•") == bullet:
                items.append(f'<li>{inline(blocks[i]["text"])}</li>')
                i += 1
            tag = "ul" if bullet else "ol"
            out.append(f"<{tag}>{''.join(items)}</{tag}>")
            continue
        else:
            rows = []
            while i < len(blocks) and blocks[i]["kind"] == "row":
                tag = "td" if rows else "th"
                rows.append("<tr>" + "".join(f"<{tag}>{esc(c)}</{tag}>" for c in blocks[i]["cells"]) + "</tr>")
                i += 1
            out.append(f"<table>{''.join(rows)}</table>")
            continue
        i += 1
    if notes:
        items = "".join(f'<li id="fn{n}">{inline(t)} <a href="#fnref{n}">↩</a></li>' for n, t in notes.items())
        out.append(f'<section class="footnotes"><hr><ol>{items}</ol></section>')
    return "\n".join(out)


RELATED = ["Ministry signs memorandum with chamber of commerce", "Minister to visit northern provinces", "Tender notice: rehabilitation of National Road 76"]


def page(layout, blocks, notes):
    body, title = article(blocks, notes), plain(blocks[0]["text"])
    links = "".join(f'<li><a href="/news/{n}">{t}</a></li>' for n, t in enumerate(RELATED))
    menu = "".join(f'<li><a href="/{w.lower()}">{w}</a></li>' for w in ["Home", "Ministry", "News", "Documents", "Contact"])
    head = f'<head><meta charset="utf-8"><title>{esc(title)} | Directorate of Border Affairs</title><meta property="og:title" content="{esc(title)}"><meta property="article:published_time" content="2025-03-04T09:00:00+07:00"><style>body{{font-family:serif}}</style></head>'
    if layout == 1:
        return f'<!doctype html><html lang="en">{head}<body><div class="cookie-banner" role="dialog"><p>We use cookies to make this site work.</p><button>Accept all</button></div><header class="site-header"><a href="/">Directorate of Border Affairs</a><nav><ul>{menu}</ul></nav></header><main><article>{body}<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div></article><aside class="sidebar"><h2>Related news</h2><ul>{links}</ul></aside></main><footer class="site-footer"><p>© 2025 Directorate of Border Affairs. All rights reserved.</p><ul>{menu}</ul></footer><script>console.log("<p>not text</p>")</script></body></html>'
    if layout == 2:  # no article element
        return f'<!doctype html><html lang="en">{head}<body class="wp"><div id="page"><div id="masthead"><div class="menu-main"><ul>{menu}</ul></div></div><div id="content" class="site-content"><div class="entry-header"><span class="breadcrumbs"><a href="/">Home</a> » <a href="/news">News</a></span></div><div class="entry-content">{body}</div><div class="post-tags">Tags: <a href="/t/1">trade</a>, <a href="/t/2">border</a></div><div id="comments" class="comments-area"><h2>2 comments</h2><p>Reader one: thank you for this.</p><p>Reader two: when will the annex be published, please?</p></div></div><div id="secondary" class="widget-area"><h3>Latest posts</h3><ul>{links}</ul></div><div id="colophon">Powered by a content system</div></div></body></html>'
    if layout == 3:  # tables for layout, nothing closed that need not be
        loose = body.replace("</p>", "").replace("</li>", "")
        return f'<HTML>{head}<BODY bgcolor=white><TABLE width="100%" border=0><TR><TD width=160 valign=top><FONT size=2><A href=/>Home</A><BR><A href=/news>News</A><BR><A href=/docs>Documents</A><BR><A href=/contact>Contact us</A></FONT><TD valign=top>{loose}<TR><TD colspan=2><FONT size=1><A href=/legal>Legal notice</A> - <A href=/map>Site map</A></FONT></TABLE></BODY></HTML>'
    return f'<!doctype html><html lang="en">{head}<body><header role="banner"><h1 class="page-title">{esc(title)}</h1><nav aria-label="main"><ul>{menu}</ul></nav></header><div class="layout"><div class="region region-content" role="main"><div class="node node--type-page"><div class="field--name-body">{body.split("</h1>", 1)[1]}</div></div></div><div role="complementary" class="region-sidebar-second"><h2>See also</h2><ul>{links}</ul></div></div><div class="newsletter-signup"><h2>Newsletter</h2><form><input name="e"><button>Subscribe</button></form></div></body></html>'


def pdf_of_page(source, name, tmp):
    src = tmp / "page.html"
    src.write_text(source, "utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
        "--no-pdf-header-footer", f"--user-data-dir={tmp}/chrome", f"--print-to-pdf={OUT / name}", str(src))


# ---- LaTeX

def tex(blocks, notes, columns, running=True):
    def inline(text):
        t = text.replace("\\", "\\textbackslash{}")
        for c in "&%$#_{}":
            t = t.replace(c, "\\" + c)
        t = re.sub(r"\*(.+?)\*", r"\\emph{\1}", t)
        t = re.sub(r'"([^"]*)"', r"“\1”", t)
        return re.sub(r"\[\^(\w+)\]", lambda m: "\\footnote{" + inline(notes[m[1]]) + "}", t)
    out, i = [], 0
    names = {1: "section*", 2: "subsection*", 3: "subsubsection*"}
    while i < len(blocks):
        b = blocks[i]
        if b["kind"] == "heading":
            out.append(f"\\{names[b['level']]}{{{inline(b['text'])}}}")
        elif b["kind"] == "paragraph":
            out.append(inline(b["text"]) + "\n")
        elif b["kind"] == "list":
            bullet = b["marker"] == "•"
            env = "itemize" if bullet else "enumerate"
            out.append(f"\\begin{{{env}}}")
            while i < len(blocks) and blocks[i]["kind"] == "list" and (blocks[i]["marker"] == "•") == bullet:
                out.append("\\item " + inline(blocks[i]["text"]))
                i += 1
            out.append(f"\\end{{{env}}}")
            continue
        else:
            rows = []
            while i < len(blocks) and blocks[i]["kind"] == "row":
                rows.append(" & ".join(inline(c) for c in blocks[i]["cells"]) + " \\\\")
                n = len(blocks[i]["cells"])
                i += 1
            size = "\\footnotesize" if columns == 2 else ""
            spec = "p{.28\\linewidth}" + f"p{{{.62 / (n - 1):.2f}\\linewidth}}" * (n - 1)
            out.append(f"\\par\\medskip\\noindent{{{size}\\begin{{tabular}}{{{spec}}}\\hline\n{rows[0]}\\hline\n" + "\n".join(rows[1:]) + "\\hline\\end{tabular}}\\par\\medskip")
            continue
        i += 1
    option = "twocolumn," if columns == 2 else ""
    head = "\\usepackage{fancyhdr}\\pagestyle{fancy}\\fancyhead[L]{Directorate of Border Affairs}\\fancyhead[R]{" + inline(plain(blocks[0]["text"])) + "}\\fancyfoot[C]{\\thepage}" if running else ""
    return f"\\documentclass[{option}11pt,a4paper]{{article}}\n\\usepackage{{fontspec}}\\usepackage[margin=2.3cm,headheight=14pt]{{geometry}}\n\\usepackage[english]{{babel}}\n{head}\n\\begin{{document}}\n" + "\n".join(out) + "\n\\end{document}\n"


def latex(source, name, tmp):
    (tmp / "doc.tex").write_text(source, "utf-8")
    for _ in range(2):
        run("xelatex", "-interaction=batchmode", "doc.tex", cwd=tmp)
    shutil.move(tmp / "doc.pdf", OUT / name)


# ---- books and e-mails

def epub(blocks, notes, name, version):
    chapters, current = [], []
    for b in blocks:
        if b["kind"] == "heading" and b["level"] == 2 and current:
            chapters.append(current)
            current = []
        current.append(b)
    chapters.append(current)
    with zipfile.ZipFile(OUT / name, "w") as z:
        z.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        z.writestr("META-INF/container.xml", '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>', zipfile.ZIP_DEFLATED)
        items, spine = "", ""
        for n, c in enumerate(chapters):
            used = {k: notes[k] for b in c for k in re.findall(r"\[\^(\w+)\]", b.get("text", ""))}
            z.writestr(f"OEBPS/c{n}.xhtml", f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{n}</title></head><body>{article(c, used).replace("<hr>", "<hr/>")}</body></html>', zipfile.ZIP_DEFLATED)
            items += f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
            spine += f'<itemref idref="c{n}"/>'
        nav = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>' if version == 3 else '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        if version == 3:
            z.writestr("OEBPS/nav.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="c0.xhtml">Start</a></li></ol></nav></body></html>')
        else:
            z.writestr("OEBPS/toc.ncx", '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap/></ncx>')
        z.writestr("OEBPS/content.opf", f'<?xml version="1.0"?><package version="{version}.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{esc(plain(blocks[0]["text"]))}</dc:title><dc:creator>Sample</dc:creator><dc:language>en</dc:language><dc:date>2025-03-04</dc:date><dc:identifier id="i">x</dc:identifier></metadata><manifest>{items}{nav}</manifest><spine{"" if version == 3 else " toc=" + chr(34) + "ncx" + chr(34)}>{spine}</spine></package>', zipfile.ZIP_DEFLATED)


def mail(blocks, notes, name, form):
    m = EmailMessage()
    m["Subject"] = plain(blocks[0]["text"])
    m["From"] = "Sample <sample@ministry.example>"
    m["To"] = "Délégation <delegation@mission.example>"
    m["Date"] = format_datetime(datetime(2025, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=7))))
    lines = []
    for b in truth(blocks, notes):
        lines.append("\t".join(b["cells"]) if b["kind"] == "row" else (b.get("marker", "") + " " + b["text"]).strip())
    m.set_content("\n\n".join(lines), cte="quoted-printable" if form != "base64" else "base64")
    if form == "html":
        m.add_alternative(f"<html><body>{article(blocks, {})}</body></html>", subtype="html")
    m.add_attachment(b"%PDF-1.4 not really", maintype="application", subtype="pdf", filename="annex – table 4.pdf")
    (OUT / name).write_bytes(m.as_bytes())


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    sources = {p.stem: parse(p) for p in sorted((HERE / "sources").glob("*.md"))}
    with tempfile.TemporaryDirectory() as t:
        tmp = Path(t)
        for stem, (blocks, notes) in sources.items():
            t_ = truth(blocks, notes)
            khmer = stem == "khmer"
            font = "Noto Serif Khmer" if khmer else "Noto Serif"
            for target in ["odt", "docx", "rtf", "fodt"]:
                if khmer and target in ("rtf", "fodt") or target == "fodt" and stem != "release":
                    continue
                name = f"{stem}.{target}"
                office(fodt(blocks, notes, font), target, name, tmp)
                write(name, "odt" if target == "fodt" else target, t_)
            running = f"{plain(blocks[0]['text'])[:60]} – draft"
            kind = "pdf-khmer" if khmer else "pdf-tables" if stem == "report" else "pdf-single"
            office(fodt(blocks, notes, font, running=None if khmer else running), "pdf", f"{stem}-office.pdf", tmp)
            write(f"{stem}-office.pdf", kind, t_)
            style = f"<style>body{{font:11pt '{font}'; }} td,th{{border:1px solid #888;padding:3px}} @page{{margin:2cm}}</style>"
            pdf_of_page(f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{esc(plain(blocks[0]["text"]))}</title>{style}</head><body>{article(blocks, notes)}</body></html>', f"{stem}-web.pdf", tmp)
            write(f"{stem}-web.pdf", kind, t_)
            if khmer:
                continue
            latex(tex(blocks, notes, 1), f"{stem}-latex.pdf", tmp)
            write(f"{stem}-latex.pdf", kind, t_)
            office(fodt(blocks, notes, font, columns=2, running=running), "pdf", f"{stem}-office-columns.pdf", tmp)
            write(f"{stem}-office-columns.pdf", "pdf-columns", t_)
            latex(tex(blocks, notes, 2), f"{stem}-latex-columns.pdf", tmp)
            write(f"{stem}-latex-columns.pdf", "pdf-columns", t_)
        for n, stem in enumerate(["agreement", "report", "commentary", "release"], 1):
            blocks, notes = sources[stem]
            text = page(n, blocks, notes)
            (OUT / f"{stem}.html").write_text(text, "utf-8")
            write(f"{stem}.html", "html", truth(blocks, notes))
        blocks, notes = sources["release"]
        old = page(3, blocks, notes).replace('charset="utf-8"', 'charset="windows-1252"')
        (OUT / "release-1252.htm").write_bytes(old.encode("cp1252"))
        write("release-1252.htm", "html", truth(blocks, notes))
        for stem, version in [("agreement", 3), ("report", 2)]:
            epub(*sources[stem], f"{stem}.epub", version)
            write(f"{stem}.epub", "epub", truth(*sources[stem]))
        for stem, form in [("release", "html"), ("commentary", "quoted"), ("khmer", "base64")]:
            mail(*sources[stem], f"{stem}.eml", form)
            write(f"{stem}.eml", "mail", truth(*sources[stem])[1:])
        run("qpdf", "--encrypt", "ministry", "owner", "256", "--", str(OUT / "release-office.pdf"), str(OUT / "encrypted.pdf"))
        run("qpdf", "--rotate=+90", str(OUT / "release-office.pdf"), str(OUT / "rotated.pdf"))
        picture(tmp)
        long(sources, tmp)


def long(sources, tmp):
    """301 pages: the texts one behind the other, with notes counted through."""
    blocks, notes = [], {}
    for n in range(80):
        for stem in ["agreement", "commentary", "release", "report"]:
            label = lambda m: f"[^{n}{stem}{m[1]}]"
            blocks += [{**b, "text": re.sub(r"\[\^(\w+)\]", label, b["text"])} if "text" in b else b for b in sources[stem][0]]
            notes |= {f"{n}{stem}{k}": t for k, t in sources[stem][1].items()}
    latex(tex(blocks, notes, 1), "whole.pdf", tmp)
    run("qpdf", "--empty", "--pages", str(OUT / "whole.pdf"), "1-301", "--", str(OUT / "long-latex.pdf"))
    (OUT / "whole.pdf").unlink()


def picture(tmp):
    """Two pages that are pictures of text."""
    run("pdftoppm", "-r", "40", "-gray", "-png", str(OUT / "release-office.pdf"), str(tmp / "scan"))
    images = "".join(f'<p style="page-break-after:always"><img src="{p}" style="width:17cm"></p>' for p in sorted(tmp.glob("scan*.png"))[:1] * 2)
    pdf_of_page(f"<!doctype html><style>@page{{margin:1cm}}p{{margin:0}}p:last-child{{page-break-after:auto!important}}</style>{images}", "pictures.pdf", tmp)


main()
