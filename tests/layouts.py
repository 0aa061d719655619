"""How the texts that a reader found are held against those that a page shows."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, with single spaces between words."""
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()]
