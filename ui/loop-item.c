/* loop-item.c - see loop-item.h. */

#include "ui/loop-item.h"

#include "app/text.h"

#include <string.h>

struct _PlumbLoopItem
{
  GObject parent_instance;

  PlumbLoopSummary *summary;
  char *folded; /* all that is searched in, a line each; NULL until asked for */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbLoopItem, plumb_loop_item, G_TYPE_OBJECT)

static void
plumb_loop_item_finalize (GObject *object)
{
  plumb_loop_summary_free (PLUMB_LOOP_ITEM (object)->summary);
  g_free (PLUMB_LOOP_ITEM (object)->folded);
  G_OBJECT_CLASS (plumb_loop_item_parent_class)->finalize (object);
}

static void
plumb_loop_item_class_init (PlumbLoopItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_loop_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_loop_item_init (PlumbLoopItem *item)
{
}

PlumbLoopItem *
plumb_loop_item_new (PlumbLoopSummary *summary)
{
  PlumbLoopItem *item;

  g_return_val_if_fail (summary != NULL, NULL);

  item = g_object_new (PLUMB_TYPE_LOOP_ITEM, NULL);
  item->summary = summary;
  return item;
}

const PlumbLoopSummary *
plumb_loop_item_get_summary (PlumbLoopItem *item)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_ITEM (item), NULL);
  return item->summary;
}

const char *
plumb_loop_item_get_id (PlumbLoopItem *item)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_ITEM (item), NULL);
  return item->summary->id;
}

gboolean
plumb_loop_item_matches (PlumbLoopItem *item, const char *folded)
{
  const PlumbLoopSummary *summary;

  g_return_val_if_fail (PLUMB_IS_LOOP_ITEM (item) && folded != NULL, FALSE);

  if (item->folded == NULL)
    {
      g_autofree char *text = NULL;

      summary = item->summary;
      text = g_strjoin ("\n", summary->candidate, summary->role, summary->panel, NULL);
      item->folded = plumb_text_dup_folded (text);
    }
  return strstr (item->folded, folded) != NULL;
}

void
plumb_loop_item_set_summary (PlumbLoopItem *item, PlumbLoopSummary *summary)
{
  g_return_if_fail (PLUMB_IS_LOOP_ITEM (item) && summary != NULL);

  plumb_loop_summary_free (item->summary);
  g_clear_pointer (&item->folded, g_free);
  item->summary = summary;
  g_signal_emit (item, signals[CHANGED], 0);
}

/* The items as they shall stand: those there are already, brought up to date, and new ones. */
static GPtrArray *
make_items (GListStore *store, GPtrArray *summaries)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++)
    {
      PlumbLoopItem *item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_hash_table_insert (known, g_strdup (item->summary->id), item);
    }
  for (guint i = 0; i < summaries->len; i++)
    {
      PlumbLoopSummary *summary = g_ptr_array_index (summaries, i);
      PlumbLoopItem *item = g_hash_table_lookup (known, summary->id);

      if (item != NULL)
        plumb_loop_item_set_summary (item, summary);
      g_ptr_array_add (items, item != NULL ? g_object_ref (item) : plumb_loop_item_new (summary));
    }
  g_ptr_array_set_free_func (summaries, NULL);
  g_ptr_array_set_size (summaries, 0);
  return items;
}

static gboolean
is_at (GListStore *store, guint position, gpointer object)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return item == object;
}

void
plumb_loop_items_update (GListStore *store, GPtrArray *summaries)
{
  g_autoptr (GPtrArray) items = NULL;
  guint n_before, head = 0, tail = 0;

  g_return_if_fail (G_IS_LIST_STORE (store) && summaries != NULL);

  items = make_items (store, summaries);
  n_before = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (head < n_before && head < items->len && is_at (store, head, g_ptr_array_index (items, head)))
    head++;
  while (tail < n_before - head && tail < items->len - head
         && is_at (store, n_before - 1 - tail, g_ptr_array_index (items, items->len - 1 - tail)))
    tail++;
  if (head + tail < n_before || head + tail < items->len)
    g_list_store_splice (store, head, n_before - head - tail, items->pdata + head, items->len - head - tail);
}
