#!/usr/bin/python3
"""plain-pdf.py html|reportlab TEXT FILE - the lines of a text as a page for wkhtmltopdf, or as a PDF by ReportLab: a paragraph a line."""
import html
import sys


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [line for line in file.read().replace("\f", "").split("\n") if line.strip()]


def write_html(lines, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write('<!DOCTYPE html><meta charset="utf-8"><style>body { font: 9pt Inter, sans-serif } p { margin: 0 0 3pt }</style>\n')
        file.writelines(f"<p>{html.escape(line)}</p>\n" for line in lines)


def write_report(lines, path):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Text", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    style = ParagraphStyle("text", fontName="Text", fontSize=9, leading=13, spaceAfter=3)
    SimpleDocTemplate(path, pagesize=A4).build([Paragraph(html.escape(line), style) for line in lines])


{"html": write_html, "reportlab": write_report}[sys.argv[1]](read_lines(sys.argv[2]), sys.argv[3])
