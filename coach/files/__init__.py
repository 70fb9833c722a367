"""Files of any kind: small ones read without harm, TOML written, one process at a time."""
