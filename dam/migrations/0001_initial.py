import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("briefs", "0001_initial"),
        ("lib", "0002_initial"),
        ("people", "0001_initial"),
        ("review", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                (
                    "facets",
                    models.JSONField(default=dict, help_text="use class, placements, locales, engine, model, regions"),
                ),
                ("search", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ("rights_from", models.DateField(null=True)),
                ("rights_until", models.DateField(null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.brand"),
                ),
                (
                    "brand_sign_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="review.signoff"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefs.campaign"
                    ),
                ),
                (
                    "finish",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="review.finish"
                    ),
                ),
                (
                    "legal_sign_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="review.signoff"
                    ),
                ),
                (
                    "master",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lib.blob"),
                ),
                (
                    "preview",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lib.blob"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AssetRendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="named to spec; unique within the library", max_length=200)),
                ("delivered_at", models.DateTimeField(null=True)),
                (
                    "asset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="dam.asset"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="lib.blob"),
                ),
                (
                    "rendition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="review.rendition"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddIndex(
            model_name="asset",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="asset_search"),
        ),
        migrations.AddIndex(
            model_name="asset",
            index=models.Index(fields=["brand", "-made_at", "-id"], name="asset_newest"),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.CheckConstraint(
                condition=models.Q(("brand_sign_off", models.F("legal_sign_off")), _negated=True),
                name="two_different_signatures",
            ),
        ),
        migrations.AddConstraint(
            model_name="assetrendition",
            constraint=models.UniqueConstraint(fields=("name",), name="delivery_name"),
        ),
    ]
