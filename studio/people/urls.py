"""Addresses of this room."""

from django.urls import path

from studio.people import views
from studio.people.notices import pages

app_name = "people"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("welcome/<str:key>/<str:token>/", views.welcome, name="welcome"),
    path("notices/", pages.notices, name="notices"),
    path("notices/unread/", pages.unread_count, name="unread"),
    path("notices/read/", pages.read_notices, name="read_notices"),
    path("notices/<int:pk>/read/", pages.read_notice, name="read_notice"),
    path("notices/settings/", pages.notice_settings, name="notice_settings"),
    path("notices/leave/<str:token>/", pages.leave_mail, name="leave_mail"),
    path("admin/people/", views.people, name="people"),
    path("admin/people/<int:brand_pk>/add/", views.add, name="add"),
    path("admin/people/<int:brand_pk>/<int:user_pk>/", views.change, name="change"),
]
