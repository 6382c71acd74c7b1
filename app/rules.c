/* rules.c - who may do what, when, and on which card.
 *
 * The table `rules` is the rule book: one row a command; a kind without a row is the program's own and nobody's. Checked in the order of
 * its columns, so that the first reason given is the one that matters most: the state of the loop, the person, the card, the blind rule
 * (asked of blind.h), then the arguments.
 */
#include "app/rules.h"

#include "app/blind.h"
#include "app/rules-private.h"

enum
{
  BY_OWNER = 1 << 0,
  BY_COORDINATOR = 1 << 1,
  BY_HIRING_MANAGER = 1 << 2, /* holds such a seat in the loop */
  BY_BAR_RAISER = 1 << 3,
  BY_PANELIST = 1 << 4, /* the one of the assignment that the command names; never the owner in their place */
  BY_SELF = 1 << 5,     /* a person who adds themselves */
  BY_PANEL = 1 << 6,    /* holds a seat in the loop that was not skipped */
  BY_AUTHOR = 1 << 7,   /* gave the feedback that the command names */
  BY_RECIPIENT = 1 << 8,

  BY_OFFICE = BY_OWNER | BY_COORDINATOR,
  BY_LEAD = BY_OFFICE | BY_HIRING_MANAGER,
  BY_DECIDERS = BY_LEAD | BY_BAR_RAISER,
};

typedef enum
{
  LOOP_ABSENT, /* not about a loop that exists */
  LOOP_OPEN,
  LOOP_SHUT, /* decided or closed */
  LOOP_ANY,
} LoopNeed;

typedef enum
{
  CARD_ABSENT, /* names no card */
  CARD_ANY,
  CARD_WAITING, /* not started, not skipped */
  CARD_DRAFT,
  CARD_OWED, /* neither submitted nor skipped */
  CARD_SUBMITTED,
} CardNeed;

typedef enum
{
  SIGHT_ANY,
  SIGHT_FULL,   /* not blind: owes nothing, or broke the seal */
  SIGHT_BLIND,  /* somebody for whom there is a seal to break */
  SIGHT_STAYS,  /* nobody may make themselves see by it */
  SIGHT_NO_DEBT /* full, and owes no card at all, seal or not */
} SightNeed;

static const struct
{
  LoopNeed loop;
  guint by;
  CardNeed card;
  SightNeed sight;
} rules[PLUMB_N_COMMANDS] = {
  [PLUMB_COMMAND_ADD_PERSON] = { LOOP_ABSENT, BY_OFFICE | BY_SELF, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_ADD_TEMPLATE] = { LOOP_ABSENT, BY_OFFICE, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_OPEN_LOOP] = { LOOP_ABSENT, BY_OFFICE, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_CLOSE_LOOP] = { LOOP_OPEN, BY_LEAD, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_ASSIGN] = { LOOP_OPEN, BY_LEAD, CARD_ABSENT, SIGHT_STAYS },
  [PLUMB_COMMAND_REASSIGN] = { LOOP_OPEN, BY_LEAD, CARD_WAITING, SIGHT_STAYS },
  [PLUMB_COMMAND_SCHEDULE] = { LOOP_OPEN, BY_LEAD | BY_PANELIST, CARD_OWED, SIGHT_ANY },
  [PLUMB_COMMAND_SKIP] = { LOOP_OPEN, BY_DECIDERS, CARD_OWED, SIGHT_STAYS },
  [PLUMB_COMMAND_SKIP_STAGE] = { LOOP_OPEN, BY_DECIDERS, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_START_CARD] = { LOOP_OPEN, BY_PANELIST, CARD_WAITING, SIGHT_ANY },
  [PLUMB_COMMAND_SET_CLOCK] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_SET_ANSWER] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_SET_NOTES] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_SET_RATIONALE] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_SET_SIGNAL] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_SET_EVIDENCE] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_ADD_SECONDS] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_RAISE_FLAG] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_EDIT_FLAG] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_WITHDRAW_FLAG] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_RESOLVE_FLAG] = { LOOP_OPEN, BY_OFFICE | BY_HIRING_MANAGER | BY_BAR_RAISER, CARD_SUBMITTED, SIGHT_FULL },
  [PLUMB_COMMAND_CORROBORATE_FLAG] = { LOOP_OPEN, BY_PANEL, CARD_SUBMITTED, SIGHT_FULL },
  [PLUMB_COMMAND_WITHDRAW_CORROBORATION] = { LOOP_OPEN, BY_PANEL, CARD_SUBMITTED, SIGHT_FULL },
  [PLUMB_COMMAND_MERGE_FLAG] = { LOOP_OPEN, BY_DECIDERS, CARD_SUBMITTED, SIGHT_FULL },
  [PLUMB_COMMAND_UNMERGE_FLAG] = { LOOP_OPEN, BY_DECIDERS, CARD_SUBMITTED, SIGHT_FULL },
  [PLUMB_COMMAND_SET_SUMMARY] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_SUBMIT_CARD] = { LOOP_OPEN, BY_PANELIST, CARD_DRAFT, SIGHT_ANY },
  [PLUMB_COMMAND_AMEND_CARD] = { LOOP_OPEN, BY_PANELIST, CARD_SUBMITTED, SIGHT_ANY },
  [PLUMB_COMMAND_START_DEBRIEF] = { LOOP_OPEN, BY_DECIDERS, CARD_ABSENT, SIGHT_FULL },
  [PLUMB_COMMAND_RECORD_POINT] = { LOOP_OPEN, BY_OFFICE | BY_PANEL, CARD_ABSENT, SIGHT_FULL },
  [PLUMB_COMMAND_VOTE] = { LOOP_OPEN, BY_PANELIST, CARD_SUBMITTED, SIGHT_NO_DEBT },
  [PLUMB_COMMAND_GIVE_VERDICT] = { LOOP_OPEN, BY_PANELIST, CARD_ANY, SIGHT_NO_DEBT },
  [PLUMB_COMMAND_DECIDE] = { LOOP_OPEN, BY_DECIDERS, CARD_ABSENT, SIGHT_FULL },
  [PLUMB_COMMAND_REOPEN_LOOP] = { LOOP_SHUT, BY_DECIDERS, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_BREAK_SEAL] = { LOOP_OPEN, BY_COORDINATOR | BY_HIRING_MANAGER | BY_BAR_RAISER, CARD_ABSENT, SIGHT_BLIND },
  [PLUMB_COMMAND_GIVE_FEEDBACK] = { LOOP_ANY, BY_COORDINATOR | BY_BAR_RAISER, CARD_SUBMITTED, SIGHT_FULL },
  [PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK] = { LOOP_ANY, BY_RECIPIENT, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_ERASE_FEEDBACK] = { LOOP_ANY, BY_OWNER | BY_AUTHOR, CARD_ABSENT, SIGHT_ANY },
  [PLUMB_COMMAND_IMPORT_LOOP] = { LOOP_ABSENT, BY_OFFICE, CARD_ABSENT, SIGHT_ANY },
};

/* What a command is called in a message: "Only ... may <act>". */
static const char *const acts[PLUMB_N_COMMANDS] = {
  [PLUMB_COMMAND_ADD_PERSON] = "add another person",
  [PLUMB_COMMAND_ADD_TEMPLATE] = "add a loop template",
  [PLUMB_COMMAND_OPEN_LOOP] = "open a loop",
  [PLUMB_COMMAND_CLOSE_LOOP] = "close the loop",
  [PLUMB_COMMAND_ASSIGN] = "assign panelists",
  [PLUMB_COMMAND_REASSIGN] = "reassign an interview",
  [PLUMB_COMMAND_SCHEDULE] = "schedule this interview",
  [PLUMB_COMMAND_SKIP] = "skip an interview",
  [PLUMB_COMMAND_SKIP_STAGE] = "skip a stage",
  [PLUMB_COMMAND_START_CARD] = "start this interview",
  [PLUMB_COMMAND_SET_CLOCK] = "run the clock of this interview",
  [PLUMB_COMMAND_SET_ANSWER] = "score on this card",
  [PLUMB_COMMAND_SET_NOTES] = "write notes on this card",
  [PLUMB_COMMAND_SET_RATIONALE] = "write on this card",
  [PLUMB_COMMAND_SET_SIGNAL] = "tick signals on this card",
  [PLUMB_COMMAND_SET_EVIDENCE] = "mark evidence on this card",
  [PLUMB_COMMAND_ADD_SECONDS] = "count time on this card",
  [PLUMB_COMMAND_RAISE_FLAG] = "raise a red flag on this card",
  [PLUMB_COMMAND_EDIT_FLAG] = "edit this red flag",
  [PLUMB_COMMAND_WITHDRAW_FLAG] = "withdraw this red flag",
  [PLUMB_COMMAND_RESOLVE_FLAG] = "uphold or clear a red flag",
  [PLUMB_COMMAND_CORROBORATE_FLAG] = "corroborate a red flag",
  [PLUMB_COMMAND_WITHDRAW_CORROBORATION] = "take back a corroboration",
  [PLUMB_COMMAND_MERGE_FLAG] = "merge red flags",
  [PLUMB_COMMAND_UNMERGE_FLAG] = "let a merged red flag stand by itself",
  [PLUMB_COMMAND_SET_SUMMARY] = "write the summary of this card",
  [PLUMB_COMMAND_SUBMIT_CARD] = "submit this card",
  [PLUMB_COMMAND_AMEND_CARD] = "amend this card",
  [PLUMB_COMMAND_START_DEBRIEF] = "start the debrief",
  [PLUMB_COMMAND_RECORD_POINT] = "write the minutes of the debrief",
  [PLUMB_COMMAND_VOTE] = "vote from this seat",
  [PLUMB_COMMAND_GIVE_VERDICT] = "give the bar raiser's verdict from this seat",
  [PLUMB_COMMAND_DECIDE] = "decide the loop",
  [PLUMB_COMMAND_REOPEN_LOOP] = "reopen the loop",
  [PLUMB_COMMAND_BREAK_SEAL] = "break the seal",
  [PLUMB_COMMAND_GIVE_FEEDBACK] = "give feedback on a card",
  [PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK] = "acknowledge this feedback",
  [PLUMB_COMMAND_ERASE_FEEDBACK] = "erase this feedback",
  [PLUMB_COMMAND_IMPORT_LOOP] = "import loops",
};

static gboolean
check_loop (LoopNeed need, PlumbLoopState state, GError **error)
{
  if (need == LOOP_OPEN && state == PLUMB_LOOP_DECIDED)
    return plumb_rules_refuse (error, PLUMB_ERROR_FROZEN, "This loop is decided. Reopen it, with a reason, to change anything.");
  if (need == LOOP_OPEN && state == PLUMB_LOOP_CLOSED)
    return plumb_rules_refuse (error, PLUMB_ERROR_FROZEN, "This loop is closed. Reopen it, with a reason, to change anything.");
  if (need == LOOP_SHUT && state == PLUMB_LOOP_OPEN)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "This loop is open already: there is nothing to reopen.");
  return TRUE;
}

static gboolean
holds_seat (const PlumbLoop *loop, const char *person, PlumbSeat seat)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->seat == seat && g_str_equal (assignment->person, person))
        return TRUE;
    }
  return FALSE;
}

static gboolean
sits_on_panel (const PlumbLoop *loop, const char *person)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->skip_reason == NULL && g_str_equal (assignment->person, person))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_person_allowed (const PlumbCommand *command, const PlumbRuleFacts *facts, guint by)
{
  const char *actor = plumb_command_get_actor (command);

  if (actor == NULL)
    return (by & BY_OWNER) != 0;
  return ((by & BY_COORDINATOR) && facts->actor_role == PLUMB_ROLE_COORDINATOR)
         || ((by & BY_HIRING_MANAGER) && holds_seat (facts->loop, actor, PLUMB_SEAT_HIRING_MANAGER))
         || ((by & BY_BAR_RAISER) && holds_seat (facts->loop, actor, PLUMB_SEAT_BAR_RAISER))
         || ((by & BY_PANEL) && sits_on_panel (facts->loop, actor))
         || ((by & BY_AUTHOR) && g_str_equal (facts->feedback->author, actor))
         || ((by & BY_RECIPIENT) && g_str_equal (facts->feedback->recipient, actor))
         || ((by & BY_PANELIST) && g_str_equal (facts->assignment->person, actor))
         || ((by & BY_SELF) && g_strcmp0 (plumb_command_get_string (command, "person"), actor) == 0
             && g_strcmp0 (plumb_command_get_string (command, "role"), "panelist") == 0);
}

/* "a coordinator, the hiring manager or the bar raiser" */
static char *
dup_allowed (guint by)
{
  static const struct
  {
    guint by;
    const char *words;
  } names[] = {
    { BY_PANELIST, "its own panelist" },
    { BY_OWNER, "the owner of the workspace" },
    { BY_COORDINATOR, "a coordinator" },
    { BY_HIRING_MANAGER, "the hiring manager of the loop" },
    { BY_BAR_RAISER, "the bar raiser of the loop" },
    { BY_PANEL, "somebody on its panel" },
    { BY_AUTHOR, "who gave it" },
    { BY_RECIPIENT, "the panelist it was given to" },
  };
  GString *text = g_string_new (NULL);
  guint last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (by & names[i].by)
      last = i;
  for (guint i = 0; i <= last; i++)
    if (by & names[i].by)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : i == last ? " or " : ", ", names[i].words);
  return g_string_free (text, FALSE);
}

static gboolean
check_person (const PlumbCommand *command, const PlumbRuleFacts *facts, guint by, GError **error)
{
  g_autofree char *allowed = NULL;

  if (is_person_allowed (command, facts, by))
    return TRUE;
  allowed = dup_allowed (by);
  return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "Only %s may %s.", allowed, acts[plumb_command_get_kind (command)]);
}

static gboolean
check_submitted (const PlumbAssignment *assignment, GError **error)
{
  if (assignment->card->state == PLUMB_CARD_SUBMITTED)
    return TRUE;
  return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "This card is not in yet. It has to be submitted first.");
}

/* Of a card that is neither submitted nor skipped. */
static gboolean
check_progress (CardNeed need, PlumbCardState state, GError **error)
{
  if (need == CARD_WAITING && state == PLUMB_CARD_DRAFT)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "This interview has been started already.");
  if (need == CARD_DRAFT && state == PLUMB_CARD_NONE)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "This interview has not been started. Start it first.");
  return TRUE;
}

static gboolean
check_card (CardNeed need, const PlumbAssignment *assignment, guint by, GError **error)
{
  if (need == CARD_ABSENT || need == CARD_ANY)
    return TRUE;
  if (assignment->skip_reason != NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_FROZEN, "This interview was skipped. Assign it anew to hold it.");
  /* A panelist writes; who leads the loop may schedule or hand over the seat of somebody who only listens. */
  if (by == BY_PANELIST && !plumb_seat_owes_card (assignment->seat))
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "An observer reads and never scores.");
  if (need == CARD_SUBMITTED)
    return check_submitted (assignment, error);
  if (assignment->card->state == PLUMB_CARD_SUBMITTED)
    return plumb_rules_refuse (error, PLUMB_ERROR_FROZEN, "This card is submitted and frozen. Amend it, with a reason, instead.");
  return check_progress (need, assignment->card->state, error);
}

static gboolean
owes_any (const PlumbLoop *loop, const char *person)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->person, person) && plumb_assignment_is_owed (assignment))
        return TRUE;
    }
  return FALSE;
}

/* Nobody comes to see the cards that are in by their own hand: neither by giving up the interview they owe nor by sitting down to
 * listen. */
static gboolean
check_stays (const PlumbCommand *command, const PlumbRuleFacts *facts, PlumbSight sight, GError **error)
{
  const char *actor = plumb_command_get_actor (command);
  const char *seat = plumb_command_get_string (command, "seat");

  if (!plumb_blind_has_other_card (facts->loop, actor))
    return TRUE;
  if (sight == PLUMB_SIGHT_BLIND && facts->assignment != NULL && g_str_equal (facts->assignment->person, actor))
    return plumb_rules_refuse (
        error, PLUMB_ERROR_FORBIDDEN,
        "Other cards are in, and giving up your own interview would show them to you. Let somebody else do "
        "it, or break the seal openly first.");
  if (sight == PLUMB_SIGHT_STATES && g_strcmp0 (plumb_command_get_string (command, "person"), actor) == 0
      && g_strcmp0 (seat, plumb_seat_to_nick (PLUMB_SEAT_OBSERVER)) == 0)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN,
                               "Other cards are in, and an observer's seat would show them to you before all are. Wait for the "
                               "others, or let somebody else assign you.");
  return TRUE;
}

static gboolean
check_sight (const PlumbCommand *command, const PlumbRuleFacts *facts, SightNeed need, GError **error)
{
  const char *actor = plumb_command_get_actor (command);
  PlumbSight sight;

  if (need == SIGHT_ANY || actor == NULL)
    return TRUE;
  sight = plumb_blind_get_sight (facts->loop, actor, facts->actor_role);
  if (need == SIGHT_BLIND)
    return sight == PLUMB_SIGHT_BLIND
           || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "You owe no card in this loop: there is no seal to break.");
  if (need == SIGHT_STAYS)
    return check_stays (command, facts, sight, error);
  if (sight == PLUMB_SIGHT_BLIND || (need == SIGHT_NO_DEBT && owes_any (facts->loop, actor)))
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN,
                               "You still owe a card in this loop. Submit it before you take part in the debrief.");
  if (sight == PLUMB_SIGHT_STATES)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "The cards of this loop are not open to you until all are in.");
  return TRUE;
}

static gboolean
check_facts (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbCommandKind kind = plumb_command_get_kind (command);

  if (rules[kind].loop != LOOP_ABSENT && plumb_command_get_loop (command) == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” names no loop.", plumb_command_kind_to_nick (kind));
  if (kind >= PLUMB_COMMAND_EDIT_FLAG && kind <= PLUMB_COMMAND_UNMERGE_FLAG && facts->flag == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "There is no such red flag in this loop.");
  if ((rules[kind].by & (BY_AUTHOR | BY_RECIPIENT)) != 0 && facts->feedback == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "There is no such feedback.");
  if (rules[kind].card != CARD_ABSENT && facts->assignment == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "There is no such assignment in this loop.");
  if (plumb_rules_need_loop (kind) && facts->loop == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_FAILED, "“%s” can't be judged without the whole loop.",
                               plumb_command_kind_to_nick (kind));
  if (plumb_rules_need_evaluation (kind) && facts->evaluation == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_FAILED, "“%s” can't be judged without the loop's figures.",
                               plumb_command_kind_to_nick (kind));
  if (rules[kind].loop != LOOP_ABSENT && facts->template == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_FAILED, "“%s” can't be judged without the loop's template.",
                               plumb_command_kind_to_nick (kind));
  return TRUE;
}

gboolean
plumb_rules_refuse (GError **error, PlumbError code, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, PLUMB_ERROR, (int)code, message);
  return FALSE;
}

gboolean
plumb_rules_need_loop (PlumbCommandKind kind)
{
  g_return_val_if_fail ((guint)kind < PLUMB_N_COMMANDS, FALSE);
  /* Seats and sight are facts of the whole loop; so are who else sits on a stage, and whether a card is complete. */
  return (rules[kind].by & (BY_HIRING_MANAGER | BY_BAR_RAISER | BY_PANEL)) != 0 || rules[kind].sight != SIGHT_ANY
         || kind == PLUMB_COMMAND_SUBMIT_CARD;
}

gboolean
plumb_rules_need_evaluation (PlumbCommandKind kind)
{
  g_return_val_if_fail ((guint)kind < PLUMB_N_COMMANDS, FALSE);
  return kind == PLUMB_COMMAND_DECIDE;
}

gboolean
plumb_rules_check (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbCommandKind kind;

  g_return_val_if_fail (command != NULL && facts != NULL, FALSE);
  kind = plumb_command_get_kind (command);
  if (rules[kind].by == 0)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "“%s” is the program's own act.", plumb_command_kind_to_nick (kind));
  if (plumb_command_get_broken (command) != NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "The text of “%s” is not valid UTF-8.",
                               plumb_command_get_broken (command));
  return check_facts (command, facts, error) && check_loop (rules[kind].loop, facts->loop_state, error)
         && check_person (command, facts, rules[kind].by, error)
         && check_card (rules[kind].card, facts->assignment, rules[kind].by, error)
         && check_sight (command, facts, rules[kind].sight, error)
         && plumb_rules_get_argument_check (kind) (command, facts, error);
}
