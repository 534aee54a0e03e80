"""Sums of what was made and spent, written with the end of each run, so that no page adds up runs.

A row is a day of one campaign, model, tier and device. What a run adds is read from its own row by one statement,
and a rebuild is the same statement without the upsert's key: so the two cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction

from generation.models import Run, Tally

# Every run that has ended, as what it adds. A run that a person cancelled counts when its worker says what it cost;
# where the worker never did, it was taken in hand and came to nothing that anybody paid for.
ADDS = """
SELECT b.brand_id, brief.campaign_id, b.model_id, b.tier, r.device,
       (r.ended_at AT TIME ZONE %(zone)s)::date AS day,
       (r.outcome = 'done')::int AS made, (r.outcome <> 'done')::int AS failed,
       COALESCE(r.seconds, 0) AS seconds, COALESCE(r.cost_micros, 0) AS micros,
       COALESCE((
         SELECT sum((p->>'width')::float8 * (p->>'height')::float8 * (p->>'steps')::float8 / 1e6)
         FROM jsonb_path_query(recipe.document, '$.nodes[*].params') AS p
         WHERE jsonb_typeof(p->'width') = 'number' AND jsonb_typeof(p->'height') = 'number'
           AND jsonb_typeof(p->'steps') = 'number'
       ), 0) AS megapixel_steps
FROM generation_run r
JOIN generation_candidate c ON c.id = r.candidate_id
JOIN generation_batch b ON b.id = c.batch_id
JOIN briefs_briefrevision revision ON revision.id = b.revision_id
JOIN briefs_brief brief ON brief.id = revision.brief_id
LEFT JOIN generation_recipe recipe ON recipe.digest = c.recipe_id
WHERE r.outcome <> 'running' AND NOT (r.outcome = 'cancelled' AND r.seconds IS NULL)
"""

COLUMNS = "(brand_id, campaign_id, model_id, tier, device, day, made, failed, seconds, micros, megapixel_steps)"

REBUILD = f"""
INSERT INTO generation_tally {COLUMNS}
SELECT brand_id, campaign_id, model_id, tier, device, day,
       sum(made), sum(failed), sum(seconds), sum(micros), sum(megapixel_steps)
FROM ({ADDS}) AS added GROUP BY brand_id, campaign_id, model_id, tier, device, day
"""  # noqa: S608 - of constants of this module

ADD = f"""
INSERT INTO generation_tally AS t {COLUMNS}
SELECT brand_id, campaign_id, model_id, tier, device, day,
       sum(made), sum(failed), sum(seconds), sum(micros), sum(megapixel_steps)
FROM ({ADDS} AND r.id = ANY(%(runs)s)) AS added GROUP BY brand_id, campaign_id, model_id, tier, device, day
ON CONFLICT (brand_id, campaign_id, model_id, tier, device, day) DO UPDATE SET
  made = t.made + EXCLUDED.made, failed = t.failed + EXCLUDED.failed, seconds = t.seconds + EXCLUDED.seconds,
  micros = t.micros + EXCLUDED.micros, megapixel_steps = t.megapixel_steps + EXCLUDED.megapixel_steps
"""  # noqa: S608 - of constants of this module


def add(runs: Sequence[Run]) -> None:
    """Count runs that have ended, once, in the transaction that ends them and after their rows are saved."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, {"runs": [run.pk for run in runs], "zone": settings.TIME_ZONE})


@transaction.atomic
def rebuild() -> int:
    """Add everything up again from the runs; the number of rows. Nothing ends meanwhile: the table is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # every run there ever was
        cursor.execute("LOCK TABLE generation_tally IN SHARE ROW EXCLUSIVE MODE")
        Tally.objects.all().delete()
        cursor.execute(REBUILD, {"zone": settings.TIME_ZONE})
        return int(cursor.rowcount)
