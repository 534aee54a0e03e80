"""Addresses of this room."""

from django.urls import path

from studio.people import views

app_name = "people"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("welcome/<str:key>/<str:token>/", views.welcome, name="welcome"),
    path("admin/people/", views.people, name="people"),
    path("admin/people/<int:brand_pk>/add/", views.add, name="add"),
    path("admin/people/<int:brand_pk>/<int:user_pk>/", views.change, name="change"),
]
