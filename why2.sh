cd /work/dev; python3 - "$@" <<'P'
import sys; sys.argv_o='/tmp/full'
src=open('/work/dev/why.py').read()
exec(src.replace("O=sys.argv_o if hasattr(sys,'argv_o') else '/tmp/out'","O='/tmp/full'"))
P
