import django.db.models.deletion
from django.db import migrations, models

# One event as text, the same for the same row on any server: jsonb orders keys and writes numbers in one way.
LINE = """
CREATE FUNCTION gatefold_event_line(e lib_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'id', e.id, 'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'brand', e.brand_id, 'by', e.by_id, 'kind', e.kind, 'noun', e.noun, 'subject', e.subject, 'data', e.data
    )::text
$$
"""

# Links every event from `since` on that has no link yet, in the order of their ids. The head's row lock is the queue.
CHAIN = """
CREATE FUNCTION gatefold_chain(since bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET enable_seqscan TO off  -- a session that planned it while the tables were empty would read all of them each time
AS $$
DECLARE
    head lib_chainhead;
    event lib_event;
    line text;
BEGIN
    INSERT INTO lib_chainhead (id, seq, hash) VALUES (1, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM lib_chainhead WHERE id = 1 FOR UPDATE;
    FOR event IN SELECT * FROM lib_event e WHERE e.id >= since ORDER BY e.id LOOP
        CONTINUE WHEN EXISTS (SELECT 1 FROM lib_chainlink l WHERE l.event_id = event.id);  -- one by one: never a join
        head.seq := head.seq + 1;
        line := encode(sha256(convert_to(gatefold_event_line(event), 'UTF8')), 'hex');
        head.hash := encode(sha256(convert_to(head.hash || line, 'UTF8')), 'hex');
        INSERT INTO lib_chainlink (seq, event_id, hash) VALUES (head.seq, event.id, head.hash);
    END LOOP;
    UPDATE lib_chainhead SET seq = head.seq, hash = head.hash WHERE id = 1;
END $$
"""

# At the end of the transaction, when nothing is left to wait for but the head. Foreign keys are looked at then too, and
# that may wait for a row whose holder waits for the head. Triggers deferred to the end run in rounds: what one of them
# defers comes after all that were there. So the first round only takes a turn, and the second one takes the head.
AT_COMMIT = """
CREATE UNLOGGED TABLE lib_chainturn (since bigint NOT NULL);
CREATE FUNCTION gatefold_chain_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
BEGIN
    IF current_setting('gatefold.turn', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        PERFORM set_config('gatefold.turn', pg_current_xact_id()::text, true);
        INSERT INTO lib_chainturn VALUES (NEW.id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION gatefold_chain_take() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM gatefold_chain(NEW.since);
    DELETE FROM lib_chainturn WHERE since = NEW.since;
    PERFORM set_config('gatefold.turn', '', true);
    RETURN NULL;
END $$;
"""
NO_TURNS = """
DROP FUNCTION gatefold_chain_turn() CASCADE; DROP FUNCTION gatefold_chain_take() CASCADE; DROP TABLE lib_chainturn
"""
TRIGGER = """
CREATE CONSTRAINT TRIGGER chained AFTER INSERT ON lib_event DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION gatefold_chain_turn();
CREATE CONSTRAINT TRIGGER chained AFTER INSERT ON lib_chainturn DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION gatefold_chain_take()
"""
NEVER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON lib_chainlink
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only()
"""


class Migration(migrations.Migration):
    dependencies = [("lib", "0003_append_only")]

    operations = [
        migrations.CreateModel(
            "ChainHead",
            [
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(default=0)),
                ("hash", models.CharField(default="0" * 64, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            "ChainLink",
            [
                (
                    "seq",
                    models.BigIntegerField(
                        help_text="place in the chain, from 1, without a gap", primary_key=True, serialize=False
                    ),
                ),
                ("hash", models.CharField(help_text="SHA-256 of the hash before and the line's, in hex", max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="lib.event",
                    ),
                ),
            ],
            options={"ordering": ["seq"]},
        ),
        migrations.RunSQL(LINE, "DROP FUNCTION gatefold_event_line(lib_event)"),
        migrations.RunSQL(CHAIN, "DROP FUNCTION gatefold_chain(bigint)"),
        migrations.RunSQL("SELECT gatefold_chain(0)", migrations.RunSQL.noop),  # what was told before there was a chain
        migrations.RunSQL(AT_COMMIT, NO_TURNS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER chained ON lib_event; DROP TRIGGER chained ON lib_chainturn"),
        migrations.RunSQL(NEVER, "DROP TRIGGER append_only ON lib_chainlink"),
    ]
