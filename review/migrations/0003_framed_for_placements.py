import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generation", "0001_initial"),
        ("lib", "0003_append_only"),
        ("review", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="finish",
            name="framed",
            field=models.BooleanField(
                default=False, help_text="whatever its engine can frame for the placements is there"
            ),
        ),
        migrations.AddField(
            model_name="rendition",
            name="source",
            field=models.ForeignKey(
                help_text="PNG framed for this placement; null: the master",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="lib.blob",
            ),
        ),
        migrations.AddField(
            model_name="rendition",
            name="source_boxes",
            field=models.JSONField(default=list, help_text="named regions of the source, 0-1"),
        ),
        migrations.AddField(
            model_name="rendition",
            name="source_recipe",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="generation.recipe"
            ),
        ),
    ]
