"""The web app: reads the store and shows it; runs no stage and no model. `serve.app.create_app` makes it."""
