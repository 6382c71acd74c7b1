/* xlsx-style.h - how a workbook looks: its formats, colours and the set-up of a page (private to exports). */
#pragma once

#include "exports/xlsx-book.h"

G_BEGIN_DECLS

void plumb_style_make_formats (lxw_workbook *workbook, lxw_format *formats[PLUMB_N_STYLES], PlumbDateStyle dates,
                               gboolean unlocked);

gboolean plumb_style_wraps (PlumbStyle style);

#define PLUMB_COLOUR_INK 0x2E2E2E
#define PLUMB_COLOUR_QUIET 0x6B6B6B
#define PLUMB_COLOUR_RULE 0xE3E3E3
#define PLUMB_COLOUR_HEAD 0x25636B
#define PLUMB_COLOUR_INPUT 0xFFF6D6
#define PLUMB_COLOUR_INPUT_EDGE 0xC9A227
#define PLUMB_COLOUR_BAR 0xBCD8D2
#define PLUMB_COLOUR_BAR_NEGATIVE 0xF0C9A8
#define PLUMB_COLOUR_LINK 0x1A5FB4
#define PLUMB_COLOUR_TAB_READ PLUMB_COLOUR_HEAD
#define PLUMB_COLOUR_TAB_INPUT 0xF2C94C
#define PLUMB_COLOUR_TAB_RECORD 0x9A9A9A
#define PLUMB_COLOUR_ACCENT 0x3584E4

G_END_DECLS
