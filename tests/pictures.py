"""pictures.py - grey pictures of pages: read, drawn, compared by the means of small squares, so that an edge drawn a little softer is no
difference but a line of text that moved or went is one.
"""
import re
import subprocess

SQUARE = 8  # pixels
RESOLUTION = 50


def read_pgm(data):
    """The grey pages of a row of PGM pictures: width, height, bytes."""
    at = 0
    while at < len(data):
        header = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(data, at)
        width, height = int(header.group(1)), int(header.group(2))
        yield width, height, data[header.end():header.end() + width * height]
        at = header.end() + width * height


def read_picture(path):
    said = subprocess.run(["convert", str(path), "-background", "white", "-flatten", "-colorspace", "Gray", "-depth", "8", "pgm:-"],
                          capture_output=True, check=True)
    return next(read_pgm(said.stdout))


def write_picture(picture, path):
    width, height, grey = picture
    subprocess.run(["convert", "pgm:-", "-depth", "8", "-strip", "-define", "png:exclude-chunks=date,time", str(path)],
                   input=b"P5 %d %d 255\n" % (width, height) + grey, check=True)


def draw_page(pdf, page):
    said = subprocess.run(["pdftoppm", "-gray", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), str(pdf)],
                          capture_output=True, check=True)
    return next(read_pgm(said.stdout))


def means(picture):
    """The mean of each square; a rest at the right and the lower edge, which is margin, is passed over."""
    width, height, grey = picture
    return [sum(sum(grey[(y + row) * width + x:(y + row) * width + x + SQUARE]) for row in range(SQUARE)) / SQUARE ** 2
            for y in range(0, height - SQUARE + 1, SQUARE) for x in range(0, width - SQUARE + 1, SQUARE)]


def compare(one, other, step, share):
    """What differs, in words, or nothing: squares whose mean differs by more than `step`, if they are more than `share` of all."""
    if abs(one[0] - other[0]) > 1 or abs(one[1] - other[1]) > 1:
        return f"{one[0]}x{one[1]} pixels, not {other[0]}x{other[1]}"
    if one[:2] != other[:2]:
        one, other = (crop(p, min(one[0], other[0]), min(one[1], other[1])) for p in (one, other))
    differences = [abs(a - b) for a, b in zip(means(one), means(other))]
    changed = sum(d > step for d in differences) / len(differences)
    return f"{changed:.2%} of the page is another, most by {max(differences):.0f}" if changed > share else None


def crop(picture, width, height):
    return width, height, b"".join(picture[2][y * picture[0]:y * picture[0] + width] for y in range(height))


def shift(picture, rows):
    """The same page, everything `rows` lower."""
    width, height, grey = picture
    return width, height, b"\xff" * (width * rows) + grey[:width * (height - rows)]


def erase(picture, first, last):
    """The same page without what stands between two rows."""
    width, height, grey = picture
    return width, height, grey[:first * width] + b"\xff" * ((last - first) * width) + grey[last * width:]
