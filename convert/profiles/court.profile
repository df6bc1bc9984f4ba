# court.profile: trials, depositions, hearings with witnesses: questions and answers by letter, the one who
# asks and the one who answers told by headings.

describes Trials and hearings of witnesses
extends base

set brackets stage

define EXAMINATION /(?:(?:VOIR DIRE|FURTHER|CONTINUED|DIRECT|CROSS|RE-?DIRECT|RE-?CROSS|Voir dire|Further|Continued|Direct|Cross|Re-?direct|Re-?cross)(?:[- ]|\h+))*(?:EXAMINATION|Examination|examination|EXAMINED|Examined|examined)/
heading examination /^\h*_?%{EXAMINATION}_?(?:\h+\((?:continued|CONTINUED|cont'd|CONT'D)\))?(?:\h+(?:by|BY)\h+\p{Lu}.{2,60})?[.:]?$/
heading examination /^\h*(?:TESTIMONY OF|Testimony of|EXAMINATION OF|Examination of)\h+\p{Lu}.{2,80}$/
heading exhibits /^\h*(?:EXHIBITS|Exhibits)\h*$/

examiner /^\h*(?:BY|By)\h+(?:THE\h+)?(?<name>\p{Lu}[^:,;()]{1,50}?)\h*:?$/
examiner /^\h*_?%{EXAMINATION}_?\h+(?:by|BY)\h+(?:the\h+|THE\h+)?(?<name>\p{Lu}[^:,;()]{1,50}?)[.:]?$/
witness /^\h*(?:TESTIMONY OF|Testimony of|EXAMINATION OF|Examination of)\h+(?<name>\p{Lu}[^,;()]{2,60}?)(?:,.*|[.:]|\h+RESUMED|\h*\(.*)?$/
witness /^\h*(?<name>\p{Lu}[\p{L}.'’-]+(?:\h+(?:[Dd]e\h+|[Vv]an\h+|[Vv]on\h+)?\p{Lu}[\p{L}.'’-]*){0,4}),\h+(?:(?:[Aa]|[Tt]he) (?:witness|defendant|plaintiff)|(?:having|after|being|was|were|[Pp]laintiff|[Dd]efendant)\b.{0,60}\b)?.{0,40}(?:sworn|witness|called)\b/

witness /^\h*(?:(?:Mr|Mrs|Miss|Dr|Sir|Rev|The Rev)\.?\h+)?(?<name>\p{Lu}[\p{L}.'’-]+(?:\h+\p{Lu}[\p{L}.'’-]*){0,4})(?:,.{0,60})?,?\h+(?:called|recalled|was called|is called)\h*(?:in|and|;|,).{0,40}\b(?:[Ee]xamined|sworn)\b/

narration /^\h*\((?:Whereupon|WHEREUPON|Recess|RECESS|Thereupon|The witness|Discussion|Pause)/

stage - /^\h*[(\[](?:[^()\[\]]|\([^()]*\)){2,400}[)\]]\.?$/
aside - /\((?=\p{Lu})[^()]{2,300}[.!?…]\)/

evidence 5 6 /^\h*(?:Q|A)(?:[.:]|\h{2,})/
evidence 4 4 /^\h*\d{1,6}\.\h.*\?\h?(?:—|--)/
evidence 3 1 /^\h*_?%{EXAMINATION}_?(?:\h+(?:by|BY)\b.*)?[.:]?$/
evidence 3 2 /^\h*(?:BY|By)\h+(?:THE|MR|MS|MRS|Mr|Ms|Mrs|DR|Dr)\b[^:]{0,40}:$/
evidence 3 2 /^\h*(?:THE\h+)?(?:COURT|WITNESS|CLERK|BAILIFF|REPORTER|JUDGE|DEFENDANT)\h*[:.]/
evidence 2 2 /\b(?:sworn|plaintiff|defendant|objection|sustained|overruled|exhibit|Your Honor|counsel)\b/i
