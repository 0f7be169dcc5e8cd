"""The trained side of reading a conversation: features, the ONNX classifier, the port in front of it."""
