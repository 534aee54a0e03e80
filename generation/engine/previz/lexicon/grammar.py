"""How English bends its words: irregular nouns and verbs, and endings that a rule would get wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _pairs(text: str) -> Mapping[str, str]:
    return MappingProxyType(dict(pair.split(":") for pair in text.split()))


# plural: singular
NOUN_FORMS = _pairs(
    "people:person persons:person men:man women:woman children:child kids:kid feet:foot teeth:tooth geese:goose "
    "mice:mouse oxen:ox dice:die leaves:leaf shelves:shelf knives:knife loaves:loaf wolves:wolf halves:half "
    "lives:life wives:wife scarves:scarf calves:calf elves:elf thieves:thief hooves:hoof cacti:cactus fungi:fungus "
    "succulents:succulent media:medium criteria:criterion phenomena:phenomenon buses:bus campuses:campus "
    "viruses:virus cactuses:cactus octopuses:octopus walruses:walrus crocuses:crocus bonuses:bonus circuses:circus "
    "gases:gas lenses:lens atlases:atlas canvases:canvas pancreases:pancreas quizzes:quiz potatoes:potato "
    "tomatoes:tomato mangoes:mango heroes:hero echoes:echo volcanoes:volcano torpedoes:torpedo dominoes:domino "
    "mosquitoes:mosquito cargoes:cargo movies:movie cookies:cookie selfies:selfie smoothies:smoothie "
    "brownies:brownie hoodies:hoodie zombies:zombie rookies:rookie calories:calorie genies:genie pies:pie ties:tie "
    "foodies:foodie goalies:goalie axes:axe caches:cache aches:ache headaches:headache moustaches:moustache "
    "bookshelves:bookshelf businesswomen:businesswoman businessmen:businessman craftsmen:craftsman "
    "fishermen:fisherman firemen:fireman policemen:policeman salesmen:salesman grandchildren:grandchild "
    "schoolchildren:schoolchild"
)

# Words that end in s and are one, or that have no plural.
SINGULAR = frozenset(
    "glass grass moss cross compass press brass dress chess mess boss bass class mass pass loss toss abyss canvas "
    "always focus basalt bus lens process business gas plus atlas us this is was has its his tennis analysis basis "
    "oasis crisis axis iris mantis debris chassis series species news less unless campus virus cactus lotus octopus "
    "walrus crocus status bonus circus famous bokeh jeans trousers scissors tongs pyjamas shorts headquarters "
    "premises stairs glasses sunglasses binoculars headphones earphones goggles perhaps across christmas texas paris "
    "fish sheep deer swiss venus hibiscus eucalyptus citrus asparagus hummus thermos".split()
)

# irregular verb forms: the plain verb
VERB_FORMS = _pairs(
    "sat:sit sitting:sit seated:sit ran:run running:run rode:ride ridden:ride riding:ride held:hold holding:hold "
    "stood:stand standing:stand wore:wear worn:wear wearing:wear drank:drink drinking:drink drunk:drink ate:eat "
    "eaten:eat eating:eat read:read reading:read wrote:write written:write writing:write drew:draw drawn:draw "
    "drawing:draw spoke:speak speaking:speak spoken:speak talking:talk drove:drive driven:drive driving:drive "
    "swam:swim swimming:swim slept:sleep sleeping:sleep lay:lie lying:lie lain:lie leant:lean leaning:lean "
    "leaped:leap flew:fly flying:fly threw:throw thrown:throw throwing:throw caught:catch thought:think "
    "thinking:think taught:teach brought:bring built:build gave:give giving:give took:take taking:take went:go "
    "gone:go going:go came:come coming:come met:meet meeting:meet shook:shake shaken:shake saw:see seen:see "
    "fed:feed kept:keep left:leave made:make making:make said:say told:tell shown:show showing:show began:begin "
    "sang:sing sung:sing singing:sing dug:dig digging:dig dying:die tying:tie lit:light jogging:jog hugging:hug "
    "chatting:chat planning:plan cutting:cut putting:put setting:set getting:get stirring:stir pouring:pour "
    "climbing:climb cycling:cycle smiling:smile laughing:laugh dancing:dance using:use typing:type "
    "presenting:present listening:listen pointing:point walking:walk waiting:wait carrying:carry writing:write "
    "having:have drawing:draw sharing:share shopping:shop kneeling:kneel knelt:kneel crouching:crouch"
)
