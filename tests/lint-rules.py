#!/usr/bin/python3
"""The project's own small rules, which no general tool checks.

A line that must break a rule says so itself: a comment `lint: allow RULE` on that line (for file and function lengths: on the first
line of the file or of the function), with the reason beside it.
"""
import pathlib
import re
import subprocess
import sys

problems = []


def complain(path, number, rule, text):
    problems.append(f"{path}:{number}: {rule}: {text}")


LINE_RULES = [
    # rule, files, pattern, message
    ("goto", r"\.c$", r"\bgoto\s+\w+\s*;", "no goto"),
    ("unfinished", r"\.(c|h|ui|py|sh|sql|css)$", r"\b(TODO|FIXME|XXX|HACK)\b|not implemented", "words of unfinished work"),
    ("layer", r"^(app|exports)/.*\.[ch]$", r"#\s*include\s*<(gtk|gdk|adwaita)", "GTK below the ui layer"),
    ("layer", r"^app/(?!terminal/).*\.[ch]$", r'#\s*include\s*"(exports|ui)/', "app stands on schemas only"),
    ("layer", r"^exports/.*\.[ch]$", r'#\s*include\s*"(ui|app/terminal)/', "exports stands on app only"),
    ("layer", r"^ui/.*\.[ch]$", r"#\s*include\s*<(sqlite3|xlsxwriter)", "the desktop goes through app and exports"),
    ("engine", r"^(?!app/store-sqlite|tests/).*\.[ch]$", r"#\s*include\s*<(sqlite3|libpq)", "only an engine's own files include its header"),
    ("sql", r"^(app|exports|ui)/.*\.c$", r'"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE TABLE)\s', "SQL stands in schemas/, not in C"),
    ("deprecated", r"^ui/.*\.(c|h)$",
     r"\b(gtk_(dialog|message_dialog|tree_view|tree_store|list_store|combo_box|combo_box_text|info_bar|statusbar|assistant|"
     r"entry_completion|cell_renderer\w*|icon_view|app_chooser\w*|color_button|font_button|lock_button|volume_button)_\w+|"
     r"gtk_widget_(show|hide|get_allocated_\w+|get_allocation|get_style_context|translate_coordinates)|gtk_style_context_(add_class|"
     r"remove_class|has_class|lookup_color|get_color)|gtk_css_provider_load_from_data|gtk_render_\w+|gtk_show_uri\w*)\s*\(",
     "GTK 4.10 and later deprecate this"),
    ("deprecated", r"\.ui$", r'class="(GtkDialog|GtkMessageDialog|GtkTreeView|GtkComboBox\w*|GtkInfoBar|GtkStatusbar|GtkAssistant)"',
     "GTK 4.10 and later deprecate this"),
    ("file-chooser", r"^ui/(?!file-chooser\.c).*\.c$", r"gtk_file_chooser_native_new", "GtkFileChooserNative stands in one file"),
    ("sleep", r"^(tests|app|ui|exports)/.*\.c$", r"\b(sleep|usleep|g_usleep)\s*\(", "wait for a condition, not for time"),
    ("markup", r"^(ui|exports)/.*\.c$", r"(gtk_label_set_markup|pango_layout_set_markup)\s*\(", "no markup from data"),
    ("machine", r"", re.escape(str(pathlib.Path.cwd()) + "/"), "a path of one machine"),
    ("width", r"\.(c|h)$", r"^.{141,}$", "lines end at 140"),
]

ALLOW = re.compile(r"lint: allow ([\w-]+)")
FUNCTION = re.compile(r"^[a-z_][\w ]*\**\s*\n?([a-z_]\w*) \(", re.M)


def check_lines(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        allowed = ALLOW.findall(line)
        for rule, files, pattern, message in LINE_RULES:
            if re.search(files, path) and re.search(pattern, line) and rule not in allowed and path != "tests/lint-rules.py":
                complain(path, number, rule, message)


def check_length(path, text):
    lines = text.split("\n")
    limit = 300 if path.endswith(".ui") else 800
    if len(lines) > limit and "file-length" not in ALLOW.findall(lines[0] + (lines[1] if len(lines) > 1 else "")):
        complain(path, len(lines), "file-length", f"{len(lines)} lines, {limit} is the end")
    if path.endswith(".c"):
        check_functions(path, lines)


def check_functions(path, lines):
    start = None
    name = ""
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
            name = next((l for l in reversed(lines[max(0, number - 8):number - 1]) if re.match(r"^[a-z_]\w* \(", l)), "")
        elif line == "}" and start is not None:
            length = number - start + 1
            if length > 80 and "class_init" not in name and "function-length" not in "".join(ALLOW.findall(lines[start - 2] + lines[start])):
                complain(path, start, "function-length", f"{name.split(' ')[0] or '?'} has {length} lines, 80 is the end")
            start = None


def check_contract(path, text):
    if path.endswith((".c", ".h")) and not text.startswith("/* "):
        complain(path, 1, "contract", "a file opens with a comment that says what it promises")
    if path.endswith(".h") and "#pragma once" not in text:
        complain(path, 1, "guard", "a header has #pragma once")


def main():
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True).stdout.split("\n")
    for name in names:
        path = pathlib.Path(name)
        if not name or not path.is_file():
            continue
        if path.suffix not in {".c", ".h", ".ui", ".py", ".sh", ".css", ".sql", ".build", ".md", ".json", ".xml"} and name not in {"dev"}:
            continue
        text = path.read_text(encoding="utf-8")
        check_lines(name, text)
        if text.startswith("#!") and not path.stat().st_mode & 0o100:
            complain(name, 1, "mode", "a script can be executed")
        if path.suffix in {".c", ".h", ".ui"}:
            check_length(name, text)
            check_contract(name, text)
    print("\n".join(problems))
    return 1 if problems else 0


sys.exit(main())
