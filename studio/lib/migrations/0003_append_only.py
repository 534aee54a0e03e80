from django.db import migrations

# The database itself refuses to rewrite history: a signature or an event that can be edited proves nothing.
FUNCTION = """
CREATE FUNCTION gatefold_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""
TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only()
"""


class Migration(migrations.Migration):
    dependencies = [("lib", "0002_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION gatefold_append_only() CASCADE"),
        migrations.RunSQL(TRIGGER.format(table="lib_event"), "DROP TRIGGER append_only ON lib_event"),
    ]
