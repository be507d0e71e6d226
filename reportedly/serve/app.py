"""Makes the web app."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from reportedly import __version__
from reportedly.serve.config import ServeSettings
from reportedly.serve.faults import Unforeseen, answer_faults
from reportedly.serve.headers import KnownHosts, SafeHeaders
from reportedly.serve.modules import MODULES
from reportedly.serve.pages import environment
from reportedly.serve.stores import Stores

STATIC = Path(__file__).parent / "static"


def create_app(settings: ServeSettings | None = None) -> FastAPI:
    """The app that serves the record of `settings.db`; opens it with the first request.

    Each of `MODULES` gives a `router`; one that has `install(app)` is called with the app before routes are added.
    """
    settings = settings or ServeSettings()
    app = FastAPI(title="Reportedly", version=__version__, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, lifespan=_living)
    app.state.settings = settings
    app.state.stores = Stores(settings.db)
    app.state.contexts = []
    answer_faults(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for name in MODULES:
        module = import_module(f"reportedly.serve.{name}")
        if hasattr(module, "install"):
            module.install(app)
        app.include_router(module.router)
    app.add_middleware(Unforeseen)
    app.add_middleware(KnownHosts, hosts=settings.allowed_hosts)
    app.add_middleware(SafeHeaders)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.stores.close()


def settle() -> None:
    """Compiles every template, and leaves what stays for good out of the garbage collector's rounds: one took 60 ms of a request."""
    for name in environment().list_templates():
        environment().get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)
