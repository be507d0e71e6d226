"""The parts of the web app, in the order of their routes; each is a module of this package with a `router`."""

MODULES = (
    "home",
    "timeline",
    "alone",
    "event",
    "report",
    "source",
    "actor",
    "search",
    "statements",
    "story_page",
    "contested_page",
    "graph",
    "failures",
    "access.routes",
    "access.admin",
    "review",
    "download",
    "searches",
    "api_index",
    "api",
)

NAV = (
    ("/", "Home"),
    ("/timeline", "Timeline"),
    ("/statements", "Statements"),
    ("/contested", "Contested"),
    ("/graph", "Graph"),
    ("/sources", "Sources"),
    ("/reports", "Reports"),
    ("/review", "Review"),
    ("/failures", "Failures"),
)
"""Address and words of each entry of the navigation."""
