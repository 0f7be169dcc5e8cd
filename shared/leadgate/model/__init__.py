"""Load and run a model bundle: onnxruntime and numpy, nothing else."""
