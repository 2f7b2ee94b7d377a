"""The store: tables, transactions, migrations, and documents as they are stored."""

from api.store.database import Store
from api.store.migrate import migrate
from api.store.packing import Packed, canonical, packed, unpacked


def open_store(url: str) -> Store:
    """Return the store at a URL, with its tables brought up to date. Raises StoreUnavailable."""
    store = Store(url)
    try:
        migrate(store)
    except BaseException:
        store.close()
        raise
    return store


__all__ = ["Packed", "Store", "canonical", "migrate", "open_store", "packed", "unpacked"]
