"""Whether the world still is the one a model learned from (L5): its columns, its chances, its ranking."""
