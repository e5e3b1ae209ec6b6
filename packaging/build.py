#!/usr/bin/env python3
"""A PyPI wheel and an npm package around a binary that is built already.

    packaging/build.py BINARY FOLDER

Both carry the binary inside and download nothing when they are installed or run. They are for the platform that this runs on.
"""

import base64, hashlib, io, json, pathlib, platform, re, sys, tarfile, tomllib, zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def wheel(binary: bytes, package: dict, folder: pathlib.Path) -> pathlib.Path:
    """A wheel whose one script is the binary; pip puts it beside `python`."""
    name, version, tag = package["name"], package["version"], f"py3-none-{platform_tag(binary)}"
    info = f"{name}-{version}.dist-info"
    metadata = (
        f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nSummary: {package['description']}\n"
        f"License-Expression: {package['license']}\nRequires-Python: >=3.8\n"
        f"Description-Content-Type: text/markdown\n\n{(ROOT / 'README.md').read_text(encoding='utf-8')}"
    )
    files = {
        f"{name}-{version}.data/scripts/{program()}": (binary, 0o755),
        f"{info}/METADATA": (metadata.encode(), 0o644),
        f"{info}/WHEEL": (f"Wheel-Version: 1.0\nGenerator: factlint\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(), 0o644),
    }
    record = "".join(f"{path},sha256={digest(data)},{len(data)}\n" for path, (data, _) in files.items())
    files[f"{info}/RECORD"] = (f"{record}{info}/RECORD,,\n".encode(), 0o644)
    target = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, (data, mode) in files.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (0o100000 | mode) << 16
            archive.writestr(entry, data)
    return target


def npm(binary: bytes, package: dict, folder: pathlib.Path) -> pathlib.Path:
    """A package whose command is the binary itself; npm refuses it on another platform."""
    systems = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}
    processors = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}
    manifest = {
        "name": package["name"],
        "version": package["version"],
        "description": package["description"],
        "license": f"({package['license']})",
        "bin": {"factlint": f"bin/{program()}"},
        "os": [systems[platform.system()]],
        "cpu": [processors[platform.machine()]],
        "files": ["bin"],
    }
    if platform.system() == "Linux":
        manifest["libc"] = ["glibc"]
    files = {
        "package.json": (json.dumps(manifest, indent=2).encode() + b"\n", 0o644),
        "README.md": ((ROOT / "README.md").read_bytes(), 0o644),
        f"bin/{program()}": (binary, 0o755),
    }
    target = folder / f"{package['name']}-{package['version']}.tgz"
    with tarfile.open(target, "w:gz") as archive:
        for path, (data, mode) in files.items():
            entry = tarfile.TarInfo(f"package/{path}")
            entry.size, entry.mode = len(data), mode
            archive.addfile(entry, io.BytesIO(data))
    return target


def platform_tag(binary: bytes) -> str:
    """The wheel's platform; on Linux by the newest glibc whose symbols the binary asks for."""
    machine = platform.machine().lower()
    if platform.system() == "Windows":
        return "win_amd64" if machine == "amd64" else f"win_{machine}"
    if platform.system() == "Darwin":
        return f"macosx_11_0_{machine}"
    versions = {tuple(map(int, found)) for found in re.findall(rb"GLIBC_(\d+)\.(\d+)", binary)}
    major, minor = max(versions | {(2, 17)})
    return f"manylinux_{major}_{minor}_{machine}"


def program() -> str:
    return "factlint.exe" if platform.system() == "Windows" else "factlint"


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, folder = pathlib.Path(sys.argv[1]).read_bytes(), pathlib.Path(sys.argv[2])
    package = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]
    folder.mkdir(parents=True, exist_ok=True)
    for target in wheel(binary, package, folder), npm(binary, package, folder):
        print(target)


if __name__ == "__main__":
    main()
