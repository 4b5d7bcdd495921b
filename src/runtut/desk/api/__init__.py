"""The HTTP API, `/api/v1`: routers by idea, errors in one shape, and what bounds them."""
