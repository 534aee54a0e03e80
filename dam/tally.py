"""The counts of a recall: added up by the sweep, counted anew where somebody doubts them.

What changes them is written by the database itself (migration recall_counts), in the transaction of the change.
"""

from __future__ import annotations

from typing import Final

from django.db import connection, transaction

AT_ONCE: Final = 20_000  # pairs of component and reach that one turn of the sweep adds up

FOLD = """
WITH keys AS (SELECT DISTINCT component_id, reach_id FROM dam_tally WHERE fresh LIMIT %s),
gone AS (
    DELETE FROM dam_tally t USING keys WHERE t.component_id = keys.component_id AND t.reach_id = keys.reach_id
    RETURNING t.component_id, t.reach_id, t.assets, t.held, t.files
)
INSERT INTO dam_tally (component_id, reach_id, assets, held, files, fresh)
SELECT component_id, reach_id, sum(assets), sum(held), sum(files), false FROM gone GROUP BY component_id, reach_id
HAVING sum(assets) <> 0 OR sum(held) <> 0 OR sum(files) <> 0
"""
COUNTED = """
SELECT component_id, reach_id, count(*) AS assets, count(h.asset_id) AS held, coalesce(sum(f.many), 0) AS files
FROM dam_holding
LEFT JOIN (
    SELECT DISTINCT asset_id FROM dam_held WHERE recall_id NOT IN (SELECT recall_id FROM dam_lift)
) h ON h.asset_id = dam_holding.asset_id
LEFT JOIN (
    SELECT asset_id, count(*) AS many FROM dam_assetrendition WHERE delivered_at IS NOT NULL GROUP BY asset_id
) f ON f.asset_id = dam_holding.asset_id
GROUP BY component_id, reach_id
"""
AMISS = f"""
WITH counted AS ({COUNTED}),
kept AS (
    SELECT component_id, reach_id, sum(assets) AS assets, sum(held) AS held, sum(files) AS files FROM dam_tally
    GROUP BY component_id, reach_id
)
SELECT count(*) FROM kept FULL JOIN counted USING (component_id, reach_id)
WHERE (coalesce(kept.assets, 0), coalesce(kept.held, 0), coalesce(kept.files, 0))
   <> (coalesce(counted.assets, 0), coalesce(counted.held, 0), coalesce(counted.files, 0))
"""  # noqa: S608 - no value of anybody's is in it
RECOUNT = f"""
LOCK TABLE dam_holding, dam_held, dam_lift, dam_assetrendition IN SHARE MODE;
DELETE FROM dam_tally;
DELETE FROM dam_hold;
INSERT INTO dam_hold (asset_id, standing)
SELECT asset_id, count(*) FROM dam_held WHERE recall_id NOT IN (SELECT recall_id FROM dam_lift) GROUP BY asset_id;
INSERT INTO dam_tally (component_id, reach_id, assets, held, files, fresh)
SELECT component_id, reach_id, assets, held, files, false FROM ({COUNTED}) AS counted
"""  # noqa: S608 - no value of anybody's is in it


def fold(most: int = AT_ONCE) -> int:
    """Add up what came since. Returns how many sums were written. Whoever counts meanwhile sees the same before and
    after, since rows go and their sum comes in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [most])
        return int(cursor.rowcount)


def amiss() -> int:
    """How many sums are not what counting row by row gives: none, or the database was written to by other means."""
    with connection.cursor() as cursor:
        cursor.execute(AMISS)
        return int(cursor.fetchone()[0])


@transaction.atomic
def recount() -> None:
    """Throw all sums away and count row by row. Writers wait meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
