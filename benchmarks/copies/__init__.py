"""Copies: how many of them are found, and how many look-alikes are taken for copies."""
