"""python -m tinhgon.cli"""

import sys

from tinhgon.cli import main

sys.exit(main())
