"""After it ran: what it cost in truth."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery, Sum

from generation.models import Run

_RUNS = Run.objects.filter(candidate__batch=OuterRef("pk")).order_by().values("candidate__batch")
# Read along with a batch: millionths of a euro that every run of it cost so far, those that came to nothing among them.
# Null before the first.
SPENT = Subquery(_RUNS.annotate(total=Sum("cost_micros")).values("total"))
