"""Trains and measures the classifier of conversations; never imported by serving."""
