import pytest

from reportedly.errors import NotFoundError, UsageError

NOW = "2024-01-01T00:00:00+00:00"
LATER = "2024-01-01T06:00:00+00:00"
DAY_AFTER = "2024-01-02T00:00:00+00:00"


def test_users_are_added_listed_removed_and_come_back(store):
    people = store.people
    assert not people.has_users()
    people.add_user("Ann", "admin", "hash-1", now=NOW)
    people.add_user("bob", "reader", "hash-2", now=NOW)
    assert [(u.name, u.role) for u in people.users()] == [("Ann", "admin"), ("bob", "reader")]
    user, password = people.password_of(" ann ")
    assert (user.name, password) == ("Ann", "hash-1")
    people.remove_user("BOB", now=LATER)
    assert people.password_of("bob") is None
    assert people.add_user("Bob", "reviewer", "hash-3", now=LATER).role == "reviewer"
    assert [u.name for u in people.users()] == ["Ann", "bob"]


@pytest.mark.parametrize("name", ["", "  ", "a" * 65, "a\nb", "a\x00b"])
def test_odd_names_are_refused(store, name):
    with pytest.raises(UsageError):
        store.people.add_user(name, "reader", "hash", now=NOW)


def test_names_that_differ_by_case_alone_are_one(store):
    store.people.add_user("Ann", "admin", "hash", now=NOW)
    with pytest.raises(UsageError, match="Ann"):
        store.people.add_user("ANN", "reader", "hash", now=NOW)


def test_the_last_admin_stays_while_there_are_others(store):
    people = store.people
    people.add_user("ann", "admin", "hash", now=NOW)
    people.add_user("bob", "reviewer", "hash", now=NOW)
    with pytest.raises(UsageError, match="only admin"):
        people.remove_user("ann", now=NOW)
    with pytest.raises(UsageError, match="only admin"):
        people.set_role("ann", "reader")
    people.set_role("bob", "admin")
    people.remove_user("ann", now=NOW)
    people.remove_user("bob", now=NOW)
    assert not people.has_users()


def test_a_session_lasts_until_it_expires_ends_or_the_password_changes(store):
    people = store.people
    ann = people.add_user("ann", "admin", "hash", now=NOW)
    for digest in ("one", "two"):
        people.start_session(ann, digest, expires_at=DAY_AFTER, now=NOW)
    assert people.session_user("one", now=LATER) == ann
    assert people.session_user("other", now=LATER) is None
    assert people.session_user("one", now=DAY_AFTER) is None
    people.end_session("one")
    assert people.session_user("one", now=LATER) is None
    people.set_password("ann", "hash-2", now=LATER)
    assert people.session_user("two", now=LATER) is None


def test_a_removed_user_has_no_session_and_no_token(store):
    people = store.people
    ann = people.add_user("ann", "admin", "hash", now=NOW)
    people.start_session(ann, "session", expires_at=DAY_AFTER, now=NOW)
    people.add_token("ann", "token", "script", now=NOW)
    store.watches.save("ann", "All", "", feed_key="key", now=NOW)
    people.remove_user("ann", now=LATER)
    assert store.watches.searches() == []
    assert people.session_user("session", now=LATER) is None
    assert people.token_user("token", now=LATER) is None


def test_tokens_are_used_revoked_and_expire(store):
    people = store.people
    people.add_user("ann", "reviewer", "hash", now=NOW)
    people.add_user("bob", "reviewer", "hash", now=NOW)
    first = people.add_token("ann", "digest-1", "notebook", now=NOW)
    people.add_token("ann", "digest-2", "short", expires_at=LATER, now=NOW)
    assert people.token_user("digest-1", now=LATER).name == "ann"
    assert people.token_user("digest-2", now=LATER) is None
    assert people.tokens("ann")[0].used_at == LATER
    with pytest.raises(NotFoundError):
        people.revoke_token("bob", first, now=LATER)
    people.revoke_token("ann", first, now=LATER)
    assert people.token_user("digest-1", now=LATER) is None


def test_failures_are_counted_locked_and_forgotten(store, reopen):
    def locked(failures, now):
        return LATER if failures >= 2 else None

    people = store.people
    for failures in (1, 2):
        people.count_failure("name:ann", locked_until=locked, forget_before="2023", now=NOW)
        assert people.failed_tries("name:ann") == failures
    assert people.locked_until("name:ann", "from:::1", now=NOW) == LATER
    assert people.locked_until("from:::1", now=NOW) is None
    with reopen() as other:
        assert other.people.locked_until("name:ann", now=NOW) == LATER
    assert people.locked_until("name:ann", now=LATER) is None
    people.clear_failures("name:ann")
    assert people.failed_tries("name:ann") == 0
    people.count_failure("name:bob", locked_until=locked, forget_before="2023", now=NOW)
    people.count_failure("name:eve", locked_until=locked, forget_before=LATER, now=DAY_AFTER)
    assert people.failed_tries("name:bob") == 0


def test_what_is_new_is_what_came_after_the_visit_before(store):
    visit = store.people.visit
    assert visit("ann", begins_after="2023-12-31T23:30", now=NOW) is None
    assert visit("ann", begins_after="2023-12-31T23:40", now="2024-01-01T00:10") is None
    assert visit("ann", begins_after="2024-01-01T05:30", now=LATER) == "2024-01-01T00:10"
    assert visit("ann", begins_after="2024-01-01T05:40", now="2024-01-01T06:10") == "2024-01-01T00:10"
    assert visit("bob", begins_after="2024-01-01T05:40", now=LATER) is None
