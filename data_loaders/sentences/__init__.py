"""Reading figures in sentences: wordings are data (`wordings.toml`), numbers as offices write them."""
