import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What a guest sees: picks or everything, as pictures with their name across them."""

    dependencies = [("lib", "0003_append_only"), ("generation", "0009_review_room"), ("review", "0006_review_room")]

    operations = [
        migrations.AddField(
            model_name="guestlink",
            name="every",
            field=models.BooleanField(
                default=False, help_text="all pictures of the batch; else what is picked at the moment"
            ),
        ),
        migrations.CreateModel(
            name="GuestProxy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "blob",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lib.blob"),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="generation.candidate"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proxies", to="review.guestlink"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "candidate"), name="one_proxy_a_guest"),
                ],
            },
        ),
    ]
