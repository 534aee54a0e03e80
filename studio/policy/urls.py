"""Addresses of the rules. What asks them of models and briefs is studio.home.policies."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from studio.policy.api import PolicyViewSet
from studio.policy.views import listing, rights, rule

app_name = "policy"

api = SimpleRouter()
api.register("policies", PolicyViewSet, basename="api-policy")

urlpatterns = [
    path("api/", include(api.urls)),
    path("admin/policies/", listing.policies, name="policies"),
    path("admin/policies/read/", rule.read, name="read"),
    path("admin/policies/new/<int:brand_pk>/", rule.new, name="new"),
    path("admin/policies/<int:pk>/", rule.policy, name="policy"),
    path("admin/policies/<int:pk>/own/", rule.own, name="own"),
    path("admin/policies/<int:pk>/retire/", rule.retire, name="retire"),
    path("rights/<slug:brand>/<slug:kind>/<str:key>/", rights.rights, name="rights"),
    path("rights/proofs/<int:pk>/", rights.proof, name="proof"),
    path("admin/policies/versions/<int:pk>/publish/", rule.publish, name="publish"),
]
