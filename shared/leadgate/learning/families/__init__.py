"""Families of models that a history can be fitted by, each an exact sum over the four layers."""
