"""Pillow and NumPy as CLIP's image processor uses them: RGB, bicubic to a square, to f32, minus mean, by deviation, channels first."""
import io

import numpy
from PIL import Image

MEAN = numpy.array([0.48145466, 0.4578275, 0.40821073], dtype=numpy.float32)
STD = numpy.array([0.26862954, 0.26130258, 0.27577711], dtype=numpy.float32)


class Resize:
    def __init__(self, request):
        with Image.open(request["image"]) as image:
            self.image = image.convert("RGB")
        self.side, self.count = request["side"], request["count"]

    def facts(self):
        # The whole picture, so that the other side can be compared to the bit.
        import hashlib
        return {"sha256": hashlib.sha256(self.image.resize((self.side, self.side), Image.BICUBIC).tobytes()).hexdigest()}

    def run(self):
        for _ in range(self.count):
            self.image.resize((self.side, self.side), Image.BICUBIC)


class Decode:
    def __init__(self, request):
        with open(request["image"], "rb") as file:
            self.bytes = file.read()
        self.side, self.count = request["side"], request["count"]

    def facts(self):
        values = self.once()
        return {"mean": float(values.mean()), "shape": list(values.shape)}

    def once(self):
        image = Image.open(io.BytesIO(self.bytes)).convert("RGB").resize((self.side, self.side), Image.BICUBIC)
        values = numpy.asarray(image).astype(numpy.float32) / 255.0
        return ((values - MEAN) / STD).transpose(2, 0, 1)

    def run(self):
        for _ in range(self.count):
            self.once()
