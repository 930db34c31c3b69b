from django.urls import path

from forces import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("account/typed/", views.typed, name="typed"),
    path("account/typed/<int:pk>/remove/", views.typed_remove, name="typed_remove"),
]
