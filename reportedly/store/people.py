"""Users of the web app: their roles, sessions and tokens, tries to log in, and when they were last here.

Passwords and tokens come in as hashes or digests; the store never sees one in clear.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, get_args

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reportedly.errors import NotFoundError, UsageError
from reportedly.store import people_tables as t
from reportedly.store.people_rows import Role, Token, User

Transaction = Callable[[], AbstractContextManager[Connection]]
MOST_IN_NAME = 64


class People:
    """The store's part of access; instants are ISO 8601 in UTC, given by the caller. Each call is one transaction."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    # Users

    def add_user(self, name: str, role: Role, password: str, *, now: str) -> User:
        """A new user with the hash of a password; one who was removed comes back.

        Raises UsageError for a name that is taken or odd, or a role that is none.
        """
        name = checked_name(name)
        _check_role(role)
        with self._writing() as connection:
            known = connection.execute(select(t.users).where(t.users.c.key == name.casefold())).first()
            if known and not known.removed_at:
                raise UsageError(f"There is a user “{known.name}” already.")
            if known:
                values = {"role": role, "password": password, "removed_at": None}
                connection.execute(update(t.users).where(t.users.c.no == known.no).values(**values))
            else:
                row = {"name": name, "key": name.casefold(), "role": role, "password": password, "created_at": now}
                connection.execute(insert(t.users).values(**row))
            return _user(_row(connection, name))

    def users(self) -> list[User]:
        """The users by name, without those removed."""
        with self._reading() as connection:
            rows = connection.execute(select(t.users).where(t.users.c.removed_at.is_(None)).order_by(t.users.c.key))
            return [_user(row) for row in rows]

    def has_users(self) -> bool:
        """Whether anybody could log in."""
        with self._reading() as connection:
            return connection.execute(select(t.users.c.no).where(t.users.c.removed_at.is_(None)).limit(1)).first() is not None

    def remove_user(self, name: str, *, now: str) -> None:
        """Ends a user's access, saved searches and their feeds; what they decided stays.

        Raises NotFoundError, and UsageError for the last admin.
        """
        with self._writing() as connection:
            row = _row(connection, name)
            if row.role == "admin":
                _keep_an_admin(connection, row.no)
            _end_access(connection, row.no, now)
            connection.execute(delete(t.searches).where(t.searches.c.person == row.name))  # a feed's address is access, too
            connection.execute(update(t.users).where(t.users.c.no == row.no).values(removed_at=now))

    def set_role(self, name: str, role: Role) -> None:
        """Changes what a user may do. Raises NotFoundError, UsageError for the last admin or a role that is none."""
        _check_role(role)
        with self._writing() as connection:
            row = _row(connection, name)
            if row.role == "admin" and role != "admin":
                _keep_an_admin(connection, row.no)
            connection.execute(update(t.users).where(t.users.c.no == row.no).values(role=role))

    def set_password(self, name: str, password: str, *, now: str) -> None:
        """A new password's hash; every session and token of the user ends. Raises NotFoundError."""
        with self._writing() as connection:
            row = _row(connection, name)
            _end_access(connection, row.no, now)
            connection.execute(update(t.users).where(t.users.c.no == row.no).values(password=password))

    def password_of(self, name: str) -> tuple[User, str] | None:
        """A user with the hash of the password; None when there is nobody of this name."""
        with self._reading() as connection:
            row = connection.execute(_present().where(t.users.c.key == name.strip().casefold())).first()
            return (_user(row), row.password) if row else None

    # Sessions and tokens

    def start_session(self, user: User, digest: str, *, expires_at: str, now: str) -> None:
        """Remembers a session by the digest of its token; those that have expired are forgotten."""
        with self._writing() as connection:
            connection.execute(delete(t.sessions).where(t.sessions.c.expires_at <= now))
            row = {"digest": digest, "user": user.id, "created_at": now, "expires_at": expires_at}
            connection.execute(insert(t.sessions).values(**row))

    def session_user(self, digest: str, *, now: str) -> User | None:
        """Whose session this is; None when there is none, or it has expired."""
        with self._reading() as connection:
            query = _present().join(t.sessions, t.sessions.c.user == t.users.c.no)
            row = connection.execute(query.where(t.sessions.c.digest == digest, t.sessions.c.expires_at > now)).first()
            return _user(row) if row else None

    def end_session(self, digest: str) -> None:
        """Forgets a session."""
        with self._writing() as connection:
            connection.execute(delete(t.sessions).where(t.sessions.c.digest == digest))

    def add_token(self, name: str, digest: str, label: str, *, expires_at: str | None = None, now: str) -> int:
        """Remembers a user's key to the API by its digest; returns its number. Raises NotFoundError."""
        with self._writing() as connection:
            row = {"digest": digest, "user": _row(connection, name).no, "label": label, "created_at": now, "expires_at": expires_at}
            return int(connection.execute(insert(t.tokens).values(**row).returning(t.tokens.c.no)).scalar_one())

    def tokens(self, name: str) -> list[Token]:
        """A user's tokens, oldest first. Raises NotFoundError."""
        c = t.tokens.c
        with self._reading() as connection:
            query = select(c.no, c.label, c.created_at, c.used_at, c.expires_at, c.revoked_at)
            return [Token(*row) for row in connection.execute(query.where(c.user == _row(connection, name).no).order_by(c.no))]

    def revoke_token(self, name: str, token: int, *, now: str) -> None:
        """Ends one of a user's tokens. Raises NotFoundError."""
        c = t.tokens.c
        with self._writing() as connection:
            own = (c.no == token, c.user == _row(connection, name).no, c.revoked_at.is_(None))
            if not connection.execute(update(t.tokens).where(*own).values(revoked_at=now)).rowcount:
                raise NotFoundError(f"{name} has no token {token}.")

    def token_user(self, digest: str, *, now: str) -> User | None:
        """Whose token this is; None when it is nobody's, was revoked or has expired. Its day of use is kept."""
        c = t.tokens.c
        with self._reading() as connection:
            query = _present().add_columns(c.no.label("token"), c.used_at, c.expires_at).join(t.tokens, c.user == t.users.c.no)
            row = connection.execute(query.where(c.digest == digest, c.revoked_at.is_(None))).first()
        if row is None or (row.expires_at and row.expires_at <= now):
            return None
        if (row.used_at or "")[:10] != now[:10]:
            with self._writing() as connection:
                connection.execute(update(t.tokens).where(c.no == row.token).values(used_at=now))
        return _user(row)

    # Tries to log in

    def locked_until(self, *keys: str, now: str) -> str | None:
        """Until when one of these keys ("name:...", "from:ADDRESS") may not try; None when all may."""
        c = t.attempts.c
        with self._reading() as connection:
            return connection.execute(select(func.max(c.locked_until)).where(c.key.in_(keys), c.locked_until > now)).scalar()

    def failed_tries(self, key: str) -> int:
        """How often this key failed since it last succeeded."""
        with self._reading() as connection:
            return connection.execute(select(t.attempts.c.failures).where(t.attempts.c.key == key)).scalar() or 0

    def count_failure(self, key: str, *, locked_until: Callable[[int, str], str | None], forget_before: str, now: str) -> None:
        """One more failure of a key; `locked_until` turns how many there are, and now, into when the lock ends.

        Keys that did not fail since `forget_before` are forgotten.
        """
        c = t.attempts.c
        with self._writing() as connection:
            connection.execute(delete(t.attempts).where(c.last_at < forget_before))
            failures = 1 + (connection.execute(select(c.failures).where(c.key == key)).scalar() or 0)
            values = {"failures": failures, "last_at": now, "locked_until": locked_until(failures, now)}
            if failures > 1:
                connection.execute(update(t.attempts).where(c.key == key).values(**values))
            else:
                connection.execute(insert(t.attempts).values(key=key, **values))

    def clear_failures(self, *keys: str) -> None:
        """Forgets the failures of these keys."""
        with self._writing() as connection:
            connection.execute(delete(t.attempts).where(t.attempts.c.key.in_(keys)))

    # Visits

    def visit(self, person: str, *, begins_after: str, now: str) -> str | None:
        """Notes that somebody is here; returns the instant after which things are new to them, None at the first visit.

        A visit ends when nothing was seen of the person since `begins_after`; until then the answer stays the same.
        """
        c = t.visits.c
        with self._writing() as connection:
            row = connection.execute(select(t.visits).where(c.person == person)).first()
            if row is None:
                connection.execute(insert(t.visits).values(person=person, since_at=None, seen_at=now))
                return None
            since: str | None = row.seen_at if row.seen_at < begins_after else row.since_at
            connection.execute(update(t.visits).where(c.person == person).values(since_at=since, seen_at=now))
            return since


def checked_name(name: str) -> str:
    """A user's name without spaces at its ends. Raises UsageError for one that is empty, too long or unprintable."""
    name = name.strip()
    if not name or len(name) > MOST_IN_NAME or not name.isprintable():
        raise UsageError(f"“{name[:MOST_IN_NAME]}” cannot be a user's name; take 1 to {MOST_IN_NAME} printable characters.")
    return name


def _check_role(role: str) -> None:
    if role not in get_args(Role):
        raise UsageError(f"“{role}” is no role; those that are: {', '.join(get_args(Role))}.")


def _present() -> Any:
    return select(t.users).where(t.users.c.removed_at.is_(None))


def _row(connection: Connection, name: str) -> Row[Any]:
    row: Row[Any] | None = connection.execute(_present().where(t.users.c.key == name.strip().casefold())).first()
    if row is None:
        raise NotFoundError(f"There is no user “{name}”; `reportedly users list` lists them.")
    return row


def _user(row: Row[Any]) -> User:
    return User(row.no, row.name, row.role, row.created_at, row.removed_at)


def _keep_an_admin(connection: Connection, leaving: int) -> None:
    """Raises UsageError when the only admin would go while others remain, whom nobody could then manage in the browser."""
    others = connection.execute(select(t.users.c.role).where(t.users.c.removed_at.is_(None), t.users.c.no != leaving)).scalars().all()
    if others and "admin" not in others:
        raise UsageError("This is the only admin; make another user an admin first.")


def _end_access(connection: Connection, user: int, now: str) -> None:
    connection.execute(delete(t.sessions).where(t.sessions.c.user == user))
    tokens = t.tokens.c
    connection.execute(update(t.tokens).where(tokens.user == user, tokens.revoked_at.is_(None)).values(revoked_at=now))
