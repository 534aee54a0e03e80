from django.db import migrations

# Home asks on every page who is named in a brief's comments, and the events are many: those few are found by name.
INDEX = """
CREATE INDEX event_mentions ON lib_event USING gin ((data -> 'mentions'))
WHERE kind IN ('brief.comment', 'brief.answer')
"""


class Migration(migrations.Migration):
    dependencies = [("briefs", "0004_append_only"), ("lib", "0003_append_only")]

    operations = [migrations.RunSQL(INDEX, "DROP INDEX event_mentions")]
