describes A broken profile
extends base
label x /(?<name>[A-Z/
set verse often
bogus thing
heading /x/
evidence 3 /x/
label y /%{nowhere}/
label z no slashes
