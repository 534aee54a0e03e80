from django.db import migrations

TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION gatefold_append_only()
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial"), ("lib", "0003_append_only")]

    operations = [
        migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER append_only ON {table}")
        for table in ("review_signoff", "review_comment")
    ]
