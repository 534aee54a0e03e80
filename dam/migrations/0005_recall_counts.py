import django.db.models.deletion
from django.db import migrations, models

# What a component touches is counted where it changes, not where it is asked: a recall of what a million assets rest on
# reads a few thousand rows. Each change adds a row of differences, so that two at once never wait for one counter.
#
# Locks are taken in one order: component, recall, asset. Foreign keys are checked at commit, too late for "no new asset
# comes to hold it meanwhile", so the rows are locked here.
HOLDINGS = """
CREATE FUNCTION dam_tally_holdings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    PERFORM 1 FROM dam_component WHERE id IN (SELECT component_id FROM moved) ORDER BY id FOR KEY SHARE;
    PERFORM 1 FROM dam_asset WHERE id IN (SELECT asset_id FROM moved) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO dam_tally (component_id, reach_id, assets, held, files, fresh)
    SELECT m.component_id, m.reach_id, sign * count(*), sign * count(h.asset_id), sign * coalesce(sum(f.many), 0), true
    FROM moved m
    LEFT JOIN dam_hold h ON h.asset_id = m.asset_id AND h.standing > 0
    LEFT JOIN (
        SELECT asset_id, count(*) AS many FROM dam_assetrendition
        WHERE delivered_at IS NOT NULL AND asset_id IN (SELECT asset_id FROM moved) GROUP BY asset_id
    ) f ON f.asset_id = m.asset_id
    GROUP BY m.component_id, m.reach_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_more AFTER INSERT ON dam_holding REFERENCING NEW TABLE AS moved
FOR EACH STATEMENT EXECUTE FUNCTION dam_tally_holdings();
CREATE TRIGGER tally_fewer AFTER DELETE ON dam_holding REFERENCING OLD TABLE AS moved
FOR EACH STATEMENT EXECUTE FUNCTION dam_tally_holdings();
CREATE TRIGGER never_changed BEFORE UPDATE ON dam_holding
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only();
"""
HELD = """
CREATE FUNCTION dam_tally_held(assets bigint[], step integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO dam_tally (component_id, reach_id, assets, held, files, fresh)
    SELECT component_id, reach_id, 0, step * count(*), 0, true
    FROM dam_holding WHERE asset_id = ANY(assets) GROUP BY component_id, reach_id
$$;
CREATE FUNCTION dam_begin_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE begun bigint[];
BEGIN
    PERFORM 1 FROM dam_recall WHERE id IN (SELECT recall_id FROM moved) ORDER BY id FOR KEY SHARE;
    PERFORM 1 FROM dam_asset WHERE id IN (SELECT asset_id FROM moved) ORDER BY id FOR NO KEY UPDATE;
    WITH more AS (
        SELECT asset_id, count(*) AS many FROM moved
        WHERE NOT EXISTS (SELECT 1 FROM dam_lift WHERE dam_lift.recall_id = moved.recall_id) GROUP BY asset_id
    ), now AS (
        INSERT INTO dam_hold (asset_id, standing) SELECT asset_id, many FROM more ORDER BY asset_id
        ON CONFLICT (asset_id) DO UPDATE SET standing = dam_hold.standing + excluded.standing
        RETURNING asset_id, standing
    )
    SELECT array_agg(asset_id) INTO begun FROM now JOIN more USING (asset_id) WHERE now.standing = more.many;
    PERFORM dam_tally_held(begun, 1);
    RETURN NULL;
END $$;
CREATE FUNCTION dam_end_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ended bigint[];
BEGIN
    PERFORM 1 FROM dam_asset WHERE id IN (
        SELECT asset_id FROM dam_held WHERE recall_id IN (SELECT recall_id FROM moved)
    ) ORDER BY id FOR NO KEY UPDATE;
    WITH fewer AS (
        SELECT asset_id, count(*) AS many FROM dam_held WHERE recall_id IN (SELECT recall_id FROM moved)
        GROUP BY asset_id
    ), now AS (
        UPDATE dam_hold SET standing = standing - many FROM fewer WHERE fewer.asset_id = dam_hold.asset_id
        RETURNING dam_hold.asset_id, standing
    )
    SELECT array_agg(asset_id) INTO ended FROM now WHERE standing = 0;
    PERFORM dam_tally_held(ended, -1);
    RETURN NULL;
END $$;
CREATE TRIGGER begin_hold AFTER INSERT ON dam_held REFERENCING NEW TABLE AS moved
FOR EACH STATEMENT EXECUTE FUNCTION dam_begin_hold();
CREATE TRIGGER end_hold AFTER INSERT ON dam_lift REFERENCING NEW TABLE AS moved
FOR EACH STATEMENT EXECUTE FUNCTION dam_end_hold();
"""
FILES = """
CREATE FUNCTION dam_tally_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.asset_id ELSE NEW.asset_id END;
    step integer := CASE TG_OP WHEN 'DELETE' THEN -1 WHEN 'INSERT' THEN 1
        ELSE CASE WHEN NEW.delivered_at IS NULL THEN -1 ELSE 1 END END;
BEGIN
    PERFORM 1 FROM dam_asset WHERE id = mine FOR NO KEY UPDATE;
    INSERT INTO dam_tally (component_id, reach_id, assets, held, files, fresh)
    SELECT component_id, reach_id, 0, 0, step, true FROM dam_holding WHERE asset_id = mine;
    RETURN NULL;
END $$;
CREATE TRIGGER tally_came AFTER INSERT ON dam_assetrendition
FOR EACH ROW WHEN (NEW.delivered_at IS NOT NULL) EXECUTE FUNCTION dam_tally_file();
CREATE TRIGGER tally_went AFTER DELETE ON dam_assetrendition
FOR EACH ROW WHEN (OLD.delivered_at IS NOT NULL) EXECUTE FUNCTION dam_tally_file();
CREATE TRIGGER tally_moved AFTER UPDATE OF delivered_at ON dam_assetrendition
FOR EACH ROW WHEN ((OLD.delivered_at IS NULL) <> (NEW.delivered_at IS NULL)) EXECUTE FUNCTION dam_tally_file();
"""
NO_MORE = """
DROP TRIGGER tally_came ON dam_assetrendition;
DROP TRIGGER tally_went ON dam_assetrendition;
DROP TRIGGER tally_moved ON dam_assetrendition;
DROP TRIGGER begin_hold ON dam_held;
DROP TRIGGER end_hold ON dam_lift;
DROP TRIGGER tally_more ON dam_holding;
DROP TRIGGER tally_fewer ON dam_holding;
DROP TRIGGER never_changed ON dam_holding;
DROP FUNCTION dam_tally_file(), dam_begin_hold(), dam_end_hold(), dam_tally_held(bigint[], integer), dam_tally_holdings()
"""
# What is in the library already. dam.tally.recount asks the same.
THERE = """
INSERT INTO dam_hold (asset_id, standing)
SELECT asset_id, count(*) FROM dam_held WHERE recall_id NOT IN (SELECT recall_id FROM dam_lift) GROUP BY asset_id;
INSERT INTO dam_tally (component_id, reach_id, assets, held, files, fresh)
SELECT component_id, reach_id, count(*), count(h.asset_id), coalesce(sum(f.many), 0), false FROM dam_holding
LEFT JOIN dam_hold h ON h.asset_id = dam_holding.asset_id
LEFT JOIN (
    SELECT asset_id, count(*) AS many FROM dam_assetrendition WHERE delivered_at IS NOT NULL GROUP BY asset_id
) f ON f.asset_id = dam_holding.asset_id
GROUP BY component_id, reach_id
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON dam_withdrawal
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dam", "0004_signed_gates"),
        ("lib", "0004_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assets", models.IntegerField(help_text="more or fewer by this many")),
                ("held", models.IntegerField(help_text="of them in quarantine, more or fewer")),
                ("files", models.IntegerField(help_text="of their files where they ship, more or fewer")),
                ("fresh", models.BooleanField(default=True, help_text="not added up yet")),
                (
                    "component",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dam.component",
                    ),
                ),
                (
                    "reach",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dam.reach",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["component", "reach"], include=["assets", "held", "files"], name="tally_of"),
                    models.Index(
                        condition=models.Q(("fresh", True)), fields=["component", "reach"], name="tally_fresh"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "asset",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hold",
                        serialize=False,
                        to="dam.asset",
                    ),
                ),
                ("standing", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="dam.assetrendition",
                    ),
                ),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="dam.recall"
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="reach",
            name="people",
            field=models.JSONField(help_text="{briefed, made, picked, finished, asked, signed: [people]}"),
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER append_only ON dam_withdrawal"),
        migrations.RunSQL(THERE, migrations.RunSQL.noop),
        migrations.RunSQL(HOLDINGS + HELD + FILES, NO_MORE),
    ]
