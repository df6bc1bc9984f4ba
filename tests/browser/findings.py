"""findings.py FOLDER: writes editions with faults for findings.t"""

import shutil
import sys
from pathlib import Path

folder = Path(sys.argv[1])
shutil.copy("../validate/mini.rng", folder)
HEAD = ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title/></teiHeader><text>\n'
        '<sp who="#d" xml:id="d"><speaker>D.</speaker><p>Yes.</p></sp>\n')


def write(name, *lines):
    (folder / name).write_text(HEAD + "\n".join(lines) + "\n</text></TEI>\n", encoding="utf-8")


def speech(who, text="No."):
    return f'<sp who="#{who}"><speaker>E.</speaker><p>{text}</p></sp>'


HOSTILE = "</script><img src=x onerror=alert(1)>".replace("<", "&lt;")
write("good.xml")
write("few.xml", speech("müller"), speech("e", "\ufffd"), "<q/>")
write("long.xml", speech("e", "word " * 2000), speech("f" * 500), " " * 3000 + speech("g"))
write("hostile.xml", speech(HOSTILE), speech("\u202eabc"))
write("right-to-left.xml", "قال الرئيس إن المياه قد قيست عند الظهر", speech("ملك", "قال الرئيس <q/> إن المياه"))
for n in range(50):  # 20 findings in each
    write(f"volume {n}.xml", *[speech(f"nobody{n}")] * 17, speech("e", "\ufffd"), "<q/>")
write("large.xml", *[speech("e")] * 10000)
write("large2.xml", speech("e"))
