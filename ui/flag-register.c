/* flag-register.c - see flag-register.h. */

#include "ui/flag-register.h"

#include "ui/flag-row.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbFlagRegister
{
  GtkBox parent_instance;

  GtkWidget *none;

  /* owned */
  PlumbSession *session;
  GHashTable *rows; /* flag id -> row (borrowed from the box) */
};

G_DEFINE_FINAL_TYPE (PlumbFlagRegister, plumb_flag_register, GTK_TYPE_BOX)

static int
compare_flags (gconstpointer a, gconstpointer b)
{
  const PlumbFlag *first = *(const PlumbFlag *const *)a, *second = *(const PlumbFlag *const *)b;
  int merged = (plumb_flag_get_merge (first) != NULL) - (plumb_flag_get_merge (second) != NULL);

  if (merged != 0)
    return merged;
  if (first->state != second->state)
    return (int)first->state - (int)second->state;
  return (int)second->severity - (int)first->severity;
}

/* Rows of flags that are no longer to be seen (another user, say). */
static void
drop_rows (PlumbFlagRegister *flags, const PlumbLoop *loop)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, flags->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (plumb_loop_get_flag (loop, id) == NULL)
      {
        gtk_box_remove (GTK_BOX (flags), row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
plumb_flag_register_dispose (GObject *object)
{
  PlumbFlagRegister *flags = PLUMB_FLAG_REGISTER (object);

  g_clear_object (&flags->session);
  g_clear_pointer (&flags->rows, g_hash_table_unref);
  G_OBJECT_CLASS (plumb_flag_register_parent_class)->dispose (object);
}

static void
plumb_flag_register_class_init (PlumbFlagRegisterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_flag_register_dispose;
}

static void
plumb_flag_register_init (PlumbFlagRegister *flags)
{
  flags->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  flags->none = plumb_label_new (_ ("No red flags were raised."), "secondary");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (flags), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (flags), 14);
  gtk_box_append (GTK_BOX (flags), flags->none);
}

GtkWidget *
plumb_flag_register_new (PlumbSession *session)
{
  PlumbFlagRegister *flags;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  flags = g_object_new (PLUMB_TYPE_FLAG_REGISTER, NULL);
  flags->session = g_object_ref (session);
  return GTK_WIDGET (flags);
}

void
plumb_flag_register_update (PlumbFlagRegister *flags, PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GtkWidget *before;

  g_return_if_fail (PLUMB_IS_FLAG_REGISTER (flags) && snapshot != NULL);

  loop = plumb_snapshot_get_loop (snapshot);
  before = flags->none;
  drop_rows (flags, loop);
  for (guint i = 0; i < loop->flags->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (loop->flags, i));
  g_ptr_array_sort (sorted, compare_flags);
  for (guint i = 0; i < sorted->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (sorted, i);
      GtkWidget *row = g_hash_table_lookup (flags->rows, flag->id);

      if (row == NULL)
        {
          row = plumb_flag_row_new (flags->session, flag->id);
          g_hash_table_insert (flags->rows, g_strdup (flag->id), row);
          gtk_box_append (GTK_BOX (flags), row);
        }
      gtk_box_reorder_child_after (GTK_BOX (flags), row, before);
      plumb_flag_row_update (PLUMB_FLAG_ROW (row), snapshot);
      before = row;
    }
  gtk_widget_set_visible (flags->none, sorted->len == 0);
}
