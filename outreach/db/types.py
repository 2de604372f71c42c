"""Column types the models share."""

from sqlalchemy import BigInteger, Integer

# SQLite only gives INTEGER PRIMARY KEY its rowid; PostgreSQL needs 64 bits for device << 40 | n.
Id = BigInteger().with_variant(Integer, "sqlite")
