"""Draws docs/images from the bundled documents, in a headless Chromium: ``python tools/make_gallery.py``."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from danvan_graph.build import build
from danvan_graph.cli import main

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
RESOLUTION = "25-NQ/TW@2013"
PICTURES = {
    "lineage": (["view", RESOLUTION], "danvan.select(danvan.visible()[0])"),
    "timeline": (["view", "--timeline", "--under", "Lai Châu"], ""),
    "coverage": (
        ["view", "--coverage", RESOLUTION, "--level", "province"],
        "document.querySelector('.issued').click()",
    ),
    "overview": (["view"], ""),
}


def draw() -> None:
    """Build a store, write every page, photograph it."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="danvan-gallery-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.chdir(ROOT)
        build([Path("data/documents")], folder / "store")
        options = webdriver.ChromeOptions()
        options.binary_location = str(shutil.which("chromium"))
        flags = "--headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1440,1000 --disable-sync"
        for flag in (*flags.split(), "--disable-background-networking", f"--user-data-dir={folder / 'profile'}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            for picture, (words, script) in PICTURES.items():
                page = folder / f"{picture}.html"
                main([*words, "-o", str(page), "--store", str(folder / "store"), "-q"], standalone_mode=False)
                driver.get(page.as_uri())
                while driver.execute_script("return document.body.dataset.ready") != "1":
                    time.sleep(0.05)
                driver.execute_script(script)
                time.sleep(1)
                driver.save_screenshot(str(IMAGES / f"{picture}.png"))
        finally:
            driver.quit()


if __name__ == "__main__":
    draw()
