"""The cache keeps what it asks Redis by."""

from django.core.cache import caches


def test_redis_is_asked_by_the_same_client_each_time():
    cache = caches["default"]

    cache.set("a", 1)

    assert cache.get("a") == 1
    assert cache._cache.get_client("a") is cache._cache.get_client("b")
