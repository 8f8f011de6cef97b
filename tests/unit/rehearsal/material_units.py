"""Units like those of document 000, for the tests of the material."""

from deploy.local.rehearsal.material import Quota

COUNTIES = [Quota(f"county-{n}", f"示例县{n}", 8, 10) for n in range(6)]
BOARDS = [Quota(f"board-{n}", f"示例板块{n}", 3, 5) for n in range(4)]
SYSTEMS = [Quota(f"system-{n}", f"示例系统{n}", None, None) for n in range(8)]
OFFICES = [Quota(f"office-{n}", f"示例部门{n}", 1, 3) for n in range(42)]
UNITS = [*COUNTIES, *BOARDS, *SYSTEMS, *OFFICES]
