"""Runs that ended before there were tallies are added up once; from then on each run adds itself."""

from django.conf import settings
from django.db import migrations

REBUILD = """
INSERT INTO generation_tally
  (brand_id, campaign_id, model_id, tier, device, day, made, failed, seconds, micros, megapixel_steps)
SELECT b.brand_id, brief.campaign_id, b.model_id, b.tier, r.device, (r.ended_at AT TIME ZONE %s)::date,
       sum((r.outcome = 'done')::int), sum((r.outcome <> 'done')::int),
       sum(COALESCE(r.seconds, 0)), sum(COALESCE(r.cost_micros, 0)),
       sum(COALESCE((
         SELECT sum((p->>'width')::float8 * (p->>'height')::float8 * (p->>'steps')::float8 / 1e6)
         FROM jsonb_path_query(recipe.document, '$.nodes[*].params') AS p
         WHERE jsonb_typeof(p->'width') = 'number' AND jsonb_typeof(p->'height') = 'number'
           AND jsonb_typeof(p->'steps') = 'number'
       ), 0))
FROM generation_run r
JOIN generation_candidate c ON c.id = r.candidate_id
JOIN generation_batch b ON b.id = c.batch_id
JOIN briefs_briefrevision revision ON revision.id = b.revision_id
JOIN briefs_brief brief ON brief.id = revision.brief_id
LEFT JOIN generation_recipe recipe ON recipe.digest = c.recipe_id
WHERE r.outcome <> 'running' AND NOT (r.outcome = 'cancelled' AND r.seconds IS NULL)
GROUP BY 1, 2, 3, 4, 5, 6
"""


def add_up(apps, schema_editor):
    schema_editor.execute("SET LOCAL statement_timeout = 0")  # every run there ever was
    schema_editor.execute("DELETE FROM generation_tally")
    schema_editor.execute(REBUILD, [settings.TIME_ZONE])


class Migration(migrations.Migration):
    dependencies = [("generation", "0006_money")]

    operations = [migrations.RunPython(add_up, migrations.RunPython.noop)]
