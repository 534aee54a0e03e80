from django.db import migrations

# What somebody said stays said: only whether a thread is settled may change. Comments go with their brief, and Django
# deletes them before it; whether the brief stands is therefore asked when the transaction ends.
FUNCTION = """
CREATE FUNCTION gatefold_brief_comment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled CONSTANT text[] := ARRAY['resolved_at', 'resolved_by_id'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - settled = to_jsonb(OLD) - settled THEN
            RETURN NEW;
        END IF;
    ELSIF NOT EXISTS (SELECT 1 FROM briefs_brief WHERE id = OLD.brief_id) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% is append-only: what was said is never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""
CHANGED = """
CREATE TRIGGER append_only BEFORE UPDATE ON briefs_briefcomment
FOR EACH ROW EXECUTE FUNCTION gatefold_brief_comment_stays()
"""
REMOVED = """
CREATE CONSTRAINT TRIGGER never_removed AFTER DELETE ON briefs_briefcomment
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION gatefold_brief_comment_stays()
"""


class Migration(migrations.Migration):
    dependencies = [("briefs", "0003_in_depth")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION gatefold_brief_comment_stays()"),
        migrations.RunSQL(CHANGED, "DROP TRIGGER append_only ON briefs_briefcomment"),
        migrations.RunSQL(REMOVED, "DROP TRIGGER never_removed ON briefs_briefcomment"),
    ]
