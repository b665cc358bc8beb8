"""Pictures in many formats, and what Pillow (libjpeg-turbo, libwebp, libtiff) decodes them to.

Made with Pillow 9.4: python3 pictures.py, in this folder. Writes the pictures and pictures.json:
of each file its shape [C, H, W] and its levels.
"""

import io
import json

from PIL import Image, ImageCms, ImageOps

WIDTH, HEIGHT = 12, 8
TAG_ORIENTATION = 0x0112


def picture():
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.putpixel((x, y), (20 * x + 10, 30 * y + 20, 10 * (WIDTH - x) + 5 * y))
    return image


def with_adobe_transform(jpeg, transform):
    """The same bytes taken for another kind of colours."""
    at = jpeg.index(b"Adobe\0d") + len("Adobe\0d") + 4
    return jpeg[:at] + bytes([transform]) + jpeg[at + 1 :]


def bytes_of(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def levels(image):
    if image.mode in ("RGBA", "LA") or "transparency" in image.info:
        image = image.convert("RGBA")
        flat = [tuple(c * p[3] // 255 for c in p[:3]) for p in image.getdata()]
    elif image.mode in ("L", "1"):
        return [1, image.height, image.width], list(image.convert("L").getdata())
    else:
        flat = list(image.convert("RGB").getdata())
    return [3, image.height, image.width], [p[c] for c in range(3) for p in flat]


def main():
    rgb = picture()
    grey = rgb.convert("L")
    alpha = rgb.copy()
    alpha.putalpha(grey)
    exact = {"quality": 95, "subsampling": 0}
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    files = {
        "plain.jpg": bytes_of(rgb, "JPEG", **exact),
        "chroma.jpg": bytes_of(rgb, "JPEG", quality=90),
        "progressive.jpg": bytes_of(rgb, "JPEG", progressive=True, **exact),
        "profile.jpg": bytes_of(rgb, "JPEG", icc_profile=srgb, **exact),
        "grey.jpg": bytes_of(grey, "JPEG", quality=95),
        "cmyk.jpg": bytes_of(rgb.convert("CMYK"), "JPEG", **exact),
        "plain.png": bytes_of(rgb, "PNG"),
        "alpha.png": bytes_of(alpha, "PNG"),
        "palette.png": bytes_of(rgb.quantize(32), "PNG"),
        "grey.png": bytes_of(grey, "PNG"),
        "plain.gif": bytes_of(rgb.quantize(32), "GIF"),
        "plain.bmp": bytes_of(rgb, "BMP"),
        "plain.tif": bytes_of(rgb, "TIFF"),
        "lzw.tiff": bytes_of(rgb, "TIFF", compression="tiff_lzw"),
        "lossless.webp": bytes_of(rgb, "WEBP", lossless=True),
        "lossy.webp": bytes_of(rgb, "WEBP", quality=95),
    }
    files["ycck.jpg"] = with_adobe_transform(files["cmyk.jpg"], 2)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[TAG_ORIENTATION] = orientation
        files["turned-%d.jpg" % orientation] = bytes_of(rgb, "JPEG", exif=exif, **exact)
    expected = {}
    for name, content in sorted(files.items()):
        with open(name, "wb") as out:
            out.write(content)
        image = Image.open(io.BytesIO(content))
        shape, flat = levels(ImageOps.exif_transpose(image))
        expected[name] = {"shape": shape, "levels": flat}
    with open("pictures.json", "w", encoding="utf-8") as out:
        lines = ['  "%s": %s' % (name, json.dumps(one)) for name, one in expected.items()]
        out.write("{\n" + ",\n".join(lines) + "\n}\n")


main()
