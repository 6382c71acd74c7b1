#!/usr/bin/python3
"""cells-python.py xlsxwriter|openpyxl FILE CELLS - the cells of a list (cells.py) written with a library of Python, in its normal mode.

Prints what bench prints: seconds, processor seconds and peak memory. A sheet's cells are read beforehand and their reading is not counted.
"""
import itertools
import json
import re
import resource
import sys
import time


def unescape(text):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r"}.get(match.group(1), match.group(1)), text) if "\\" in text else text


def read(stream):
    for line in stream:
        sheet, row, column, kind, value = line.rstrip("\n").split("\t", 4)
        yield int(sheet), int(row), int(column), kind, float(value) if kind == "n" else unescape(value)


def write_xlsxwriter(book, cells):
    sheet = book.add_worksheet()
    for _, row, column, kind, value in cells:
        if kind == "n":
            sheet.write_number(row, column, value)
        elif kind == "f":
            sheet.write_formula(row, column, value)
        else:
            sheet.write_string(row, column, value)


def write_openpyxl(book, cells):
    sheet = book.create_sheet()
    for _, row, column, kind, value in cells:
        cell = sheet.cell(row + 1, column + 1)
        cell.value = value
        if kind == "s" and value.startswith("="):
            cell.data_type = "s"


def main():
    library, path, listing = sys.argv[1:]
    if library == "xlsxwriter":
        import xlsxwriter
        book, write, close = xlsxwriter.Workbook(path), write_xlsxwriter, lambda: book.close()
    else:
        import openpyxl
        book, write, close = openpyxl.Workbook(), write_openpyxl, lambda: book.save(path)
        book.remove(book.active)
    seconds = processor = 0
    with open(listing, encoding="utf-8", newline="\n") as stream:
        groups = itertools.groupby(read(stream), key=lambda cell: cell[0])
        for step in itertools.chain(((lambda cells=list(cells): write(book, cells)) for _, cells in groups), [close]):
            start, start_processor = time.monotonic(), time.process_time()
            step()
            seconds += time.monotonic() - start
            processor += time.process_time() - start_processor
    print(json.dumps({"seconds": seconds, "cpu_seconds": processor, "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


main()
