"""Inputs that both sides make by the same formula."""
import numpy
import torch


def pixels(images, side):
    index = numpy.arange(images * 3 * side * side, dtype=numpy.uint32)
    hashed = index * numpy.uint32(2654435761)
    return torch.from_numpy((hashed >> numpy.uint32(8)).astype(numpy.float32) / 8388608.0 - 1.0).view(images, 3, side, side)


def token_ids(lengths, variant, vocabulary):
    """One list of ids per sample; the first stands before the image."""
    return [[(sample * 131 + place * 7919 + variant * 17 + 1) % vocabulary for place in range(length)] for sample, length in enumerate(lengths)]


def load_weights(module, path):
    """Reads safetensors: 8 bytes of length, a JSON header, then the bytes."""
    import json
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        body = file.read()
    state = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            state[name] = torch.frombuffer(bytearray(body[begin:end]), dtype=torch.float32).view(entry["shape"])
    module.load_state_dict(state, strict=True)
