from django.db import migrations, models


class Migration(migrations.Migration):
    """Told once while unread: an index decides between two who tell at the same moment."""

    dependencies = [("people", "0002_notices")]

    operations = [
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("read_at__isnull", True)),
                fields=("person", "kind", "noun", "subject"),
                name="notice_told_once",
            ),
        ),
    ]
