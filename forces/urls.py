from django.urls import path

from forces import views

urlpatterns = [path("account/", views.account, name="account")]
