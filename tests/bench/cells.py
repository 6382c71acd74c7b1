#!/usr/bin/python3
"""cells.py WORKBOOK LIST - writes every cell of a workbook as lines "sheet row column kind value" (tabs), in the order of the file.

For the baseline that writes the same cells with plain libxlsxwriter. Reads the XML as a stream: a workbook of 2,000 loops is large.
"""
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def column_of(reference):
    letters = re.match(r"[A-Z]+", reference).group()
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def shared_strings(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    strings = []
    with book.open("xl/sharedStrings.xml") as stream:
        for _, node in ET.iterparse(stream):
            if node.tag == NS + "si":
                strings.append("".join(part.text or "" for part in node.iter(NS + "t")))
                node.clear()
    return strings


def kind_and_value(cell, strings):
    formula, value, kind = cell.find(NS + "f"), cell.find(NS + "v"), cell.get("t")
    if formula is not None:
        return "f", "=" + (formula.text or "")
    if kind == "s":
        return "s", strings[int(value.text)]
    if kind == "inlineStr":
        return "s", "".join(part.text or "" for part in cell.iter(NS + "t"))
    if value is None or value.text is None:
        return None, None
    return ("b" if kind == "b" else "s" if kind == "str" else "n"), value.text


def main():
    with zipfile.ZipFile(sys.argv[1]) as book, open(sys.argv[2], "w", encoding="utf-8") as out:
        strings = shared_strings(book)
        sheets = sorted((n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
                        key=lambda n: int(re.search(r"\d+", n.rsplit("/", 1)[1]).group()))
        for index, name in enumerate(sheets):
            with book.open(name) as stream:
                for _, node in ET.iterparse(stream):
                    if node.tag == NS + "c":
                        kind, value = kind_and_value(node, strings)
                        if kind is not None:
                            reference = node.get("r")
                            row = int(re.search(r"\d+", reference).group()) - 1
                            out.write(f"{index}\t{row}\t{column_of(reference)}\t{kind}\t{escape(value)}\n")
                    elif node.tag == NS + "row":
                        node.clear()


main()
