"""Makes the picture fixtures with Pillow 9.4 (Debian python3-pil): run `python3 make.py` in this folder.

Each file stands in images.json with the RGB that Pillow gives for it: upright (exif_transpose), transparency pasted on white.
resizes.json holds SHA-256 sums of Pillow's bicubic resize of generated noise; the tests generate the same noise.
"""
import base64, hashlib, io, json, random, struct, zlib
from PIL import Image, ImageOps

W, H = 21, 13
random.seed(7)
index = []


def smooth(mode="RGB"):
    image = Image.new("RGB", (W, H))
    for y in range(H):
        for x in range(W):
            image.putpixel((x, y), ((x * 12) % 256, (y * 19) % 256, ((x + y) * 31) % 256))
    if mode == "RGBA":
        image = image.convert("RGBA")
        for y in range(H):
            for x in range(W):
                r, g, b, _ = image.getpixel((x, y))
                image.putpixel((x, y), (r, g, b, (x * 13 + y * 7) % 256))
        return image
    return image.convert(mode)


def expected(data):
    image = Image.open(io.BytesIO(data))
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        back = Image.new("RGB", rgba.size, (255, 255, 255))
        back.paste(rgba, mask=rgba.getchannel("A"))
        return back
    return image.convert("RGB")


def add(name, data, rgb=None):
    image = rgb or expected(data)
    open(name, "wb").write(data)
    index.append({"file": name, "width": image.width, "height": image.height, "rgb": base64.b64encode(image.tobytes()).decode()})


def save(image, **options):
    out = io.BytesIO()
    image.save(out, **options)
    return out.getvalue()


def png(bit_depth, colour, raw, interlace=0, chunks=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", W, H, bit_depth, colour, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunks + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def adam7(image):
    raw = b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, H, dy):
            row = b"".join(bytes(image.getpixel((x, y))) for x in range(x0, W, dx))
            raw += b"\0" + row if row else b""
    return raw


rgb, rgba, grey = smooth(), smooth("RGBA"), smooth("L")
add("baseline-420.jpg", save(rgb, format="JPEG", quality=85))
add("baseline-444.jpg", save(rgb, format="JPEG", quality=92, subsampling=0))
add("baseline-422.jpg", save(rgb, format="JPEG", quality=80, subsampling=1))
add("progressive.jpg", save(rgb, format="JPEG", quality=85, progressive=True))
add("grey.jpg", save(grey, format="JPEG", quality=85))
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    add(f"orientation-{orientation}.jpg", save(rgb, format="JPEG", quality=90, exif=exif))
add("rgb.png", save(rgb, format="PNG"))
add("rgba.png", save(rgba, format="PNG"))
add("grey.png", save(grey, format="PNG"))
add("grey-alpha.png", save(rgba.convert("LA"), format="PNG"))
add("one-bit.png", save(rgb.convert("1"), format="PNG"))
add("palette.png", save(rgb.convert("P", palette=Image.ADAPTIVE, colors=200), format="PNG"))
add("palette-4.png", save(rgb.convert("P", palette=Image.ADAPTIVE, colors=13), format="PNG", bits=4))
add("palette-transparent.png", save(rgb.convert("P", palette=Image.ADAPTIVE, colors=30), format="PNG", transparency=bytes([0, 99, 200] + [255] * 27)))
add("interlaced.png", png(8, 2, adam7(rgb), interlace=1))
sixteen = b"".join(b"\0" + b"".join(bytes((v, random.randrange(256))) for x in range(W) for v in rgb.getpixel((x, y))) for y in range(H))
add("sixteen-bit.png", png(16, 2, sixteen), rgb)
sixteen = b"".join(b"\0" + b"".join(bytes((grey.getpixel((x, y)), random.randrange(256))) for x in range(W)) for y in range(H))
add("sixteen-bit-grey.png", png(16, 0, sixteen), grey.convert("RGB"))
frames = [rgb.convert("P", palette=Image.ADAPTIVE), ImageOps.mirror(rgb).convert("P", palette=Image.ADAPTIVE)]
add("still.gif", save(frames[0], format="GIF"))
add("animated.gif", save(frames[0], format="GIF", save_all=True, append_images=frames[1:]))
add("lossless.webp", save(rgb, format="WEBP", lossless=True))
add("lossless-alpha.webp", save(rgba, format="WEBP", lossless=True, exact=True))
add("lossy.webp", save(rgb, format="WEBP", quality=80))
add("animated.webp", save(rgb, format="WEBP", lossless=True, save_all=True, append_images=[ImageOps.mirror(rgb)]))
add("deflate.tif", save(rgb, format="TIFF", compression="tiff_adobe_deflate"))
open("cmyk.jpg", "wb").write(save(Image.new("CMYK", (W, H), (255, 0, 0, 0)), format="JPEG", quality=95))
json.dump(index, open("images.json", "w"), indent=0)

resizes = []
for case in range(120):
    w, h = random.randrange(1, 90), random.randrange(1, 90)
    tw, th = random.randrange(1, 120), random.randrange(1, 120)
    if case % 10 == 0:
        tw = w
    if case % 10 == 1:
        th = h
    if case % 30 == 2:
        w, h = random.randrange(400, 900), random.randrange(1, 5)
    state, noise = case, bytearray()
    for _ in range(w * h * 3):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        value = state >> 16 & 0x1FF
        noise.append(255 if value > 383 else 0 if value < 128 else value - 128)
    out = Image.frombytes("RGB", (w, h), bytes(noise)).resize((tw, th), Image.BICUBIC)
    resizes.append({"seed": case, "width": w, "height": h, "toWidth": tw, "toHeight": th, "sha256": hashlib.sha256(out.tobytes()).hexdigest()})
json.dump(resizes, open("resizes.json", "w"), indent=0)
