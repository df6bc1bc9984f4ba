# negotiation.profile: records of negotiations, conferences and conversations between delegations, as
# archives publish them: rosters of delegations, sessions with dates, turns among narration.

describes Records of negotiations between delegations
extends base

set brackets editorial
set ellipsis omission
set after-turn narration
set sessions implicit

roster /^\h*(?<org>\p{Lu}[^:]{1,60}?)\h+%{delegation}\h*:\h*/
roster /^\h*%{delegation}\h+(?:of|der|des|de|del|della|do|da)\h+(?<org>[^:]{1,60}?)\h*:\h*/
roster /^\h*%{present}\h*:\h*/
roster /^\h*(?:On|From|For) the (?<org>[^:]{1,60}?) side\h*:\h*/i

define COUNT /%{ordinal}|\d{1,2}(?:st|nd|rd|th|\.|ª|º|ème|e|er)?|[IVX]{1,5}\.?/
heading session /^[\[(]?(?:The )?(?<n>%{COUNT})\h+%{session}(?:\h*[:,.–—-]\h*(?<date>.{4,60}?))?[\])]?[.:]?$/i
heading session /^[\[(]?%{session}\h+(?:No\.?\h*|Nr\.?\h*|№\h*)?(?<n>%{COUNT})(?:\h*[:,.–—-]\h*(?<date>.{4,60}?))?[\])]?[.:]?$/i

evidence 4 2 /%{delegation}\h*:/
evidence 3 2 /^[\[(]?(?:The )?(?:%{COUNT})\h+%{session}\b/i
evidence 2 5 /\b(?:Comrade|com\.|Delegation|Minister|Ambassador|negotiations?|talks?)\b/
evidence 2 3 /\[(?:\?|sic\??|\d{4}\?|\p{Ll}{1,20}|to \p{Lu}\w+)\]/
evidence 1 3 /^(?:Source|Rights|Record ID|Donors|Document Information)$/

