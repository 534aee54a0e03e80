"""Addresses of the top layer."""

from django.conf import settings
from django.urls import path

from studio.home import campaign_pages, views
from studio.home.insight import pages as insight
from studio.home.policies import pages as policies

app_name = "home"

urlpatterns = [
    path("", views.home, name="home"),
    path("brand/", views.brand, name="brand"),
    path("search/", views.search, name="search"),
    path("campaigns/", campaign_pages.campaigns, name="campaigns"),
    path("campaigns/<int:pk>/", campaign_pages.campaign, name="campaign"),
    path("campaigns/<int:pk>/plan/", campaign_pages.plan, name="plan_campaign"),
    path("campaigns/<int:pk>/board/", campaign_pages.board, name="board"),
    path("insight/", insight.insight, name="insight"),
    path("insight/campaigns/<int:pk>/", insight.insight, name="insight_campaign"),
    path("insight/<slug:key>.csv", insight.export, name="insight_csv"),
    path("prompts/", views.prompts, name="prompts"),
    path("checks/", views.checks, name="checks"),
    path("admin/", views.admin, name="admin"),
    path("admin/policies/try/", policies.try_policies, name="try_policies"),
    path("admin/policies/versions/<int:pk>/in-work/", policies.in_work, name="policy_in_work"),
    path("admin/machines/", views.machines, name="machines"),
]

if settings.DEBUG:
    urlpatterns += [path("_gallery/", views.gallery, name="gallery")]
