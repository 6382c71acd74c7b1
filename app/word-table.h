/* word-table.h - how an enumeration gets its words: a table in its order, and one line that defines the three functions over it.
 *
 * For the files that own an enumeration; everybody else uses the functions.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *nick;
  const char *label;
} PlumbWordEntry;

/* The index of a nick, or -1. */
static inline int
plumb_word_find (const PlumbWordEntry *table, gsize n, const char *nick)
{
  for (gsize i = 0; nick != NULL && i < n; i++)
    if (g_str_equal (table[i].nick, nick))
      return (int)i;
  return -1;
}

/* Defines the three functions of one enumeration over its table. */
#define PLUMB_DEFINE_WORD(Type, name, table)                                                                                     \
  const char *plumb_##name##_to_nick (Type value)                                                                                \
  {                                                                                                                              \
    g_return_val_if_fail ((guint)value < G_N_ELEMENTS (table), "");                                                              \
    return table[value].nick;                                                                                                    \
  }                                                                                                                              \
                                                                                                                                 \
  const char *plumb_##name##_to_label (Type value)                                                                               \
  {                                                                                                                              \
    g_return_val_if_fail ((guint)value < G_N_ELEMENTS (table), "");                                                              \
    return table[value].label;                                                                                                   \
  }                                                                                                                              \
                                                                                                                                 \
  gboolean plumb_##name##_from_nick (const char *nick, Type *value)                                                              \
  {                                                                                                                              \
    int found = plumb_word_find (table, G_N_ELEMENTS (table), nick);                                                             \
                                                                                                                                 \
    if (found < 0)                                                                                                               \
      return FALSE;                                                                                                              \
    *value = (Type)found;                                                                                                        \
    return TRUE;                                                                                                                 \
  }

G_END_DECLS
