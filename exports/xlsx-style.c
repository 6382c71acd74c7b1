/* xlsx-style.c - one table for all formats. Colour never stands alone: a score colour lies under its number, a state colour under its
 * word. Every pair of text and ground keeps a contrast of 4.5 or more. */
#include "exports/xlsx-style.h"

#define ISO_DATE_TIME "yyyy-mm-dd hh:mm"
#define SCORE "0.00"
#define PERCENT "0.0\" %\""
#define CHANGE "[>=0.005]+0.00;[<=-0.005]-0.00;"
#define DIFFERENCE "[>=0.005]+0.00;[<=-0.005]-0.00;0.00"

typedef struct
{
  const char *number;
  double size; /* 0: the default */
  guint32 ink; /* 0: the default */
  guint32 ground;
  gboolean bold;
  gboolean line; /* below the letters */
  gboolean wrap;
  gboolean input;
  gboolean rule; /* a hair line below, as table cells have */
  guint8 across;
  guint8 down;
} Look;

static const Look looks[PLUMB_N_STYLES] = {
  [PLUMB_STYLE_TEXT] = { .wrap = TRUE, .rule = TRUE, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_LINE] = { .rule = TRUE, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_STRONG] = { .bold = TRUE, .wrap = TRUE, .rule = TRUE, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_QUIET] = { .ink = PLUMB_COLOUR_QUIET, .wrap = TRUE, .rule = TRUE, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_WORD] = { .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_INTEGER] = { .number = "0", .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_SCORE] = { .number = SCORE, .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_CHANGE]
  = { .number = CHANGE, .bold = TRUE, .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_DIFFERENCE] = { .number = DIFFERENCE, .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_LINK]
  = { .ink = PLUMB_COLOUR_LINK, .line = TRUE, .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_PERCENT] = { .number = PERCENT, .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_INSTANT] = { .rule = TRUE, .across = LXW_ALIGN_LEFT, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_UTC] = { .number = ISO_DATE_TIME, .rule = TRUE, .across = LXW_ALIGN_LEFT, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_WEIGHT] = { .rule = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_INPUT_WEIGHT] = { .input = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_INPUT_SCORE] = { .number = SCORE, .input = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_INPUT_PERCENT] = { .number = PERCENT, .input = TRUE, .across = LXW_ALIGN_CENTER, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_HEAD]
  = { .ink = 0xFFFFFF, .ground = PLUMB_COLOUR_HEAD, .bold = TRUE, .wrap = TRUE, .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_HEAD_CENTRED] = { .ink = 0xFFFFFF,
                                 .ground = PLUMB_COLOUR_HEAD,
                                 .bold = TRUE,
                                 .wrap = TRUE,
                                 .across = LXW_ALIGN_CENTER,
                                 .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_EYEBROW] = { .size = 9, .ink = PLUMB_COLOUR_QUIET, .bold = TRUE },
  [PLUMB_STYLE_TITLE] = { .size = 22, .bold = TRUE, .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_SUBTITLE] = { .ink = PLUMB_COLOUR_QUIET, .wrap = TRUE, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_HEADING] = { .size = 14, .bold = TRUE, .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_LABEL] = { .size = 9, .ink = PLUMB_COLOUR_QUIET, .bold = TRUE, .across = LXW_ALIGN_LEFT },
  [PLUMB_STYLE_NOTICE] = { .ink = PLUMB_COLOUR_HEAD, .bold = TRUE, .across = LXW_ALIGN_LEFT },
  [PLUMB_STYLE_BIG_SCORE]
  = { .number = SCORE, .size = 26, .bold = TRUE, .across = LXW_ALIGN_LEFT, .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_BIG_PERCENT]
  = { .number = PERCENT, .size = 16, .bold = TRUE, .across = LXW_ALIGN_LEFT, .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_BIG_WORD]
  = { .number = SCORE, .size = 16, .bold = TRUE, .across = LXW_ALIGN_LEFT, .down = LXW_ALIGN_VERTICAL_CENTER },
  [PLUMB_STYLE_PLAIN] = { .wrap = TRUE, .down = LXW_ALIGN_VERTICAL_TOP },
  [PLUMB_STYLE_BAND_1] = { .ink = 0xFFFFFF, .ground = 0xC1503A, .bold = TRUE },
  [PLUMB_STYLE_BAND_2] = { .ink = 0x2A1C05, .ground = 0xE0A458, .bold = TRUE },
  [PLUMB_STYLE_BAND_3] = { .ink = 0x0B1F1A, .ground = 0x5B9A8B, .bold = TRUE },
  [PLUMB_STYLE_BAND_4] = { .ink = 0xFFFFFF, .ground = 0x25636B, .bold = TRUE },
  [PLUMB_STYLE_PASSES] = { .ink = 0x1E5B45, .ground = 0xDDEFE8, .bold = TRUE },
  [PLUMB_STYLE_FAILS] = { .ink = 0x8C2A17, .ground = 0xF7DFD9, .bold = TRUE },
  [PLUMB_STYLE_OPEN] = { .ink = 0x6B4700, .ground = 0xFBEBCF, .bold = TRUE },
};

/* Months in English, as the rest is: a name that is too long for its cell would be shown as ####. */
static const char *const instants[] = {
  [PLUMB_DATES_DAY_FIRST] = "[$-409]d mmm yyyy hh:mm",
  [PLUMB_DATES_MONTH_FIRST] = "[$-409]mmm d\", \"yyyy hh:mm",
  [PLUMB_DATES_ISO] = ISO_DATE_TIME,
};

static void
apply (lxw_format *format, const Look *look)
{
  if (look->number != NULL)
    format_set_num_format (format, look->number);
  if (look->size > 0)
    format_set_font_size (format, look->size);
  if (look->bold)
    format_set_bold (format);
  if (look->line)
    format_set_underline (format, LXW_UNDERLINE_SINGLE);
  if (look->wrap)
    format_set_text_wrap (format);
  if (look->across != 0)
    format_set_align (format, look->across);
  if (look->down != 0)
    format_set_align (format, look->down);
  if (look->ground != 0)
    format_set_bg_color (format, look->ground);
  format_set_font_color (format, look->ink != 0 ? look->ink : PLUMB_COLOUR_INK);
  if (look->rule)
    {
      format_set_bottom (format, LXW_BORDER_THIN);
      format_set_bottom_color (format, PLUMB_COLOUR_RULE);
    }
  if (look->input)
    {
      format_set_bg_color (format, PLUMB_COLOUR_INPUT);
      format_set_border (format, LXW_BORDER_THIN);
      format_set_border_color (format, PLUMB_COLOUR_INPUT_EDGE);
      format_set_unlocked (format);
    }
}

gboolean
plumb_style_wraps (PlumbStyle style)
{
  return looks[style].wrap;
}

void
plumb_style_make_formats (lxw_workbook *workbook, lxw_format *formats[PLUMB_N_STYLES], PlumbDateStyle dates, gboolean unlocked)
{
  g_return_if_fail (workbook != NULL);

  for (guint i = 0; i < PLUMB_N_STYLES; i++)
    {
      formats[i] = workbook_add_format (workbook);
      apply (formats[i], &looks[i]);
      if (i == PLUMB_STYLE_INSTANT)
        format_set_num_format (formats[i], instants[dates]);
      if (unlocked)
        format_set_unlocked (formats[i]);
    }
}
