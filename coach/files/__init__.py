"""Files of any kind: small ones read without harm, written whole or not at all, TOML, Parquet, one process at a time."""
