"""Set-up compiles the matcher while other packages are still being installed."""

import subprocess
import sys


def test_it_needs_only_the_packages_that_are_installed_first() -> None:
    packages = ("pandas", "geopandas", "pyogrio", "torch")
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({packages}));"
        "import trajganr_core.data.matching.__main__"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
