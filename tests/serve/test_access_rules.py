import pytest

from reportedly.errors import UsageError
from reportedly.serve.access import secrets, throttle
from reportedly.serve.access.rules import is_public, local_path, needed

NOW = "2024-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        None,
        "evil",
        "/a\nb",
        "/a b",
        "\\\\evil",
        "/\t/evil",
    ],
)
def test_going_on_never_leads_elsewhere(path):
    assert local_path(path) == "/"


@pytest.mark.parametrize("path", ["/", "/timeline?actor=PRK&from=2022", "/event/ev-1#c"])
def test_going_on_keeps_local_paths(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [
        ("GET", "/timeline", "reader"),
        ("HEAD", "/api/events", "reader"),
        ("GET", "/users", "admin"),
        ("POST", "/users/change", "admin"),
        ("POST", "/review/decide", "reviewer"),
        ("POST", "/api/judgements", "reviewer"),
        ("POST", "/searches", "reader"),
        ("POST", "/nobody-thought-of-this", "admin"),
        ("DELETE", "/timeline", "admin"),
        ("PATCH", "/review/decide", "admin"),
    ],
)
def test_each_request_needs_a_role(method, path, role):
    assert needed(method, path) == role


@pytest.mark.parametrize("path", ["/loginx", "/login/x", "/", "/feeds", "/feeds/a/b", "/static", "/api/openapi.json"])
def test_little_is_public(path):
    assert not is_public(path)


def test_a_password_fits_its_hash_alone():
    hash = secrets.hashed("correct horse", "ann")
    assert hash.startswith("$argon2id$")
    assert secrets.fits("correct horse", hash)
    assert not secrets.fits("correct horsf", hash)
    assert not secrets.fits("anything", None)
    assert not secrets.fits("anything", "no hash")


@pytest.mark.parametrize("password", ["short", "x" * 1001, "Annabella-9"])
def test_weak_passwords_are_refused(password):
    with pytest.raises(UsageError):
        secrets.hashed(password, "annabella-9")


def test_a_form_token_is_its_visitors_alone():
    one, other = secrets.random_key(), secrets.random_key()
    assert secrets.is_form_token(secrets.form_token(one), one)
    assert not secrets.is_form_token(secrets.form_token(one), other)
    assert one not in secrets.form_token(one)


def test_locks_double_up_to_a_quarter_of_an_hour():
    assert throttle.locked_until("name", 4, NOW) is None
    assert throttle.locked_until("name", 5, NOW) == "2024-01-01T00:00:30+00:00"
    assert throttle.locked_until("name", 6, NOW) == "2024-01-01T00:01:00+00:00"
    assert throttle.locked_until("name", 500, NOW) == "2024-01-01T00:15:00+00:00"
    assert throttle.locked_until("from", 19, NOW) is None
    assert throttle.wait_words("2024-01-01T00:00:30+00:00", NOW) == "30 seconds"
    assert throttle.wait_words("2024-01-01T00:15:00+00:00", NOW) == "15 minutes"


def test_whoever_has_a_network_of_their_own_is_one_sender() -> None:
    assert throttle.sender("192.0.2.7") == "192.0.2.7"
    assert throttle.sender("2001:db8:1:2:3::4") == throttle.sender("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert throttle.sender("2001:db8:1:3::9") != throttle.sender("2001:db8:1:2::9")
    assert throttle.sender("testclient") == "testclient"
