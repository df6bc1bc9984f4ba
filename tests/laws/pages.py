"""pages.py: what every page of HTML that we make must be, seen by a parser that is not ours"""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from laws import Failure

VOID = {"meta", "link", "br", "input", "hr", "img", "wbr", "col"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "section", "aside", "blockquote", "figure", "h1", "h2", "h3", "h4",
          "h5", "h6", "nav", "main", "details", "dialog"}  # each ends a paragraph
LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("object", "data"),
           ("source", "src"), ("video", "src"), ("audio", "src"), ("form", "action")}


class Page(HTMLParser):
    """The elements of a page; what is wrong with it is in `faults`."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.stack, self.ids, self.links, self.loads, self.faults = [], {}, [], [], []
        self.rows, self.style = [], False
        self.feed(text)
        self.close()
        if self.stack:
            self.faults.append(f"never closed: {self.stack}")

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}> runs something")
            if name == "id":
                if value in self.ids or not value or re.search(r"\s", value):
                    self.faults.append(f"id {value!r} is there twice, or is none")
                self.ids[value] = tag
            if (tag, name) in LOADING:
                self.loads.append(value)
            if tag == "a" and name == "href":
                self.links.append(value)
        if tag in BLOCKS and "p" in self.stack:
            self.faults.append(f"<{tag}> in <p>, line {self.getpos()[0]}")
        if tag in ("tr",):
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in VOID or not self.stack or self.stack[-1] != tag:
            self.faults.append(f"</{tag}> in {self.stack[-3:]}, line {self.getpos()[0]}")
            if tag in self.stack:
                while self.stack.pop() != tag:
                    pass
            return
        self.stack.pop()

    def handle_data(self, data):
        if "style" in self.stack and re.search(r"url\(|@import", data):
            self.faults.append("the style sheet loads something")
        if self.rows and {"td", "th"} & set(self.stack):
            self.rows[-1][-1] += data


def read(path):
    page = Page(Path(path).read_text(encoding="utf-8"))
    if page.faults:
        raise Failure(f"{path}: " + "\n".join(page.faults[:10]))
    return page


def check_links(pages, root):
    """All links of pages, by their path, lead to what is there; nothing is loaded from outside the folder."""
    tried = 0
    for path, page in pages.items():
        for link in page.loads + page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if link in page.loads or parts.scheme not in ("http", "https"):
                    raise Failure(f"{path} loads {link}")
                continue
            tried += 1
            target = (path.parent / unquote(parts.path, errors="surrogateescape")).resolve() if parts.path else path
            if root.resolve() not in (target, *target.parents) or not target.is_file():
                raise Failure(f"{path}: {link} leads nowhere")
            if parts.fragment and (target not in pages or unquote(parts.fragment) not in pages[target].ids):
                raise Failure(f"{path}: there is no {link}")
    return tried
