# SPDX-License-Identifier: Apache-2.0
"""The part of YAML that our data files use: maps, lists, quoted and folded text, inline lists."""

import re


class Trouble(Exception):
    """A file that is not of this plain kind."""


def read(path):
    """The value of a whole file."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    reader = _Reader([l for l in lines if l.strip() and not l.lstrip().startswith("#")], path)
    value = reader.block(0)
    if reader.at < len(reader.lines):
        raise Trouble(f"{path}: cannot read {reader.lines[reader.at]!r}")
    return value


def write(value, indent=0):
    """A map or list as lines, each text quoted unless it is plain."""
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(_pair(pad, key, item, indent) for key, item in value.items())
    out = ""
    for item in value:
        inner = write(item, indent + 2)
        out += f"{pad}- {inner[indent + 2 :]}"
    return out


def _pair(pad, key, item, indent):
    if isinstance(item, list) and not any(
        isinstance(one, (dict, str)) and len(str(one)) > 40 for one in item
    ):
        return f"{pad}{key}: [{', '.join(_scalar(one) for one in item)}]\n"
    if isinstance(item, list):
        return f"{pad}{key}:\n" + "".join(
            f"{pad}  - {_scalar(one)}\n" if not isinstance(one, dict) else write([one], indent + 2)
            for one in item
        )
    if isinstance(item, dict):
        return f"{pad}{key}:\n" + write(item, indent + 2)
    return f"{pad}{key}: {_scalar(item)}\n"


def _scalar(item):
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", item):
        return item
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9 ()/.-]*", item) and item.lower() not in (
        "yes",
        "no",
        "true",
        "false",
    ):
        return item
    return '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Reader:
    def __init__(self, lines, path):
        self.lines, self.path, self.at = lines, path, 0

    def indent(self):
        line = self.lines[self.at]
        return len(line) - len(line.lstrip(" "))

    def more(self, indent):
        return self.at < len(self.lines) and self.indent() == indent

    def block(self, indent):
        """A list or map whose lines start at this column."""
        if self.lines[self.at].lstrip().startswith("- "):
            return self.items(indent)
        return self.pairs(indent)

    def items(self, indent):
        out = []
        while self.more(indent) and self.lines[self.at][indent:].startswith("- "):
            line = self.lines[self.at]
            if re.match(r"- [A-Za-z_]+:( |$)", line[indent:]):
                self.lines[self.at] = " " * (indent + 2) + line[indent + 2 :]
                out.append(self.pairs(indent + 2))
            else:
                self.at += 1
                out.append(self.scalar(line[indent + 2 :]))
        return out

    def pairs(self, indent):
        out = {}
        while self.more(indent):
            line = self.lines[self.at][indent:]
            match = re.match(r'("(?:[^"\\]|\\.)*"|[A-Za-z0-9_-]+):(?: (.*))?$', line)
            if not match:
                raise Trouble(f"{self.path}: cannot read {line!r}")
            key, rest = self.scalar(match[1]), match[2]
            key = str(key)
            if key in out:
                raise Trouble(f"{self.path}: {key} comes twice")
            self.at += 1
            if rest == ">-":
                words = []
                while self.at < len(self.lines) and self.indent() > indent:
                    words.append(self.lines[self.at].strip())
                    self.at += 1
                out[key] = " ".join(words)
            elif not rest:
                out[key] = self.block(self.indent())
            else:
                out[key] = self.scalar(rest)
        return out

    def scalar(self, text):
        if text.startswith("["):
            inner = text[1 : text.rindex("]")]
            parts = re.findall(r'\s*("(?:[^"\\]|\\.)*"|[^,"][^,]*)', inner)
            return [self.scalar(part.strip()) for part in parts if part.strip()]
        if text.startswith('"'):
            if not text.endswith('"') or len(text) < 2:
                raise Trouble(f"{self.path}: text without its end: {text!r}")
            return re.sub(r"\\(.)", r"\1", text[1:-1])
        if text == "{}":
            return {}
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(r"-?\d+", text):
            return int(text)
        if ": " in text or text.endswith(":"):
            raise Trouble(f"{self.path}: text that needs quotes: {text!r}")
        return text
