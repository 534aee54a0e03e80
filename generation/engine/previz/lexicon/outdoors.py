"""Places under the sky. Their sets are in sets/: water, land, woods, city, aloft."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from generation.engine.previz.lexicon.place import Place, place

_out: Callable[..., Place] = partial(place, outdoors=True)
PLACES: tuple[Place, ...] = (
    # At the water
    _out("marsh", "marsh|saltmarsh|salt marsh|swamp|fen|wetland|reed|drowned|salt pan|bog|estuary|lagoon|mangrove",
         "overcast", "rock", landscape=True, wet=True),
    _out("shore", "shore|lake|lake shore|basalt|lakeside|fjord|black water|loch|reservoir|pond|tarn", "morning",
         "basalt", wet=True),
    _out("beach", "beach|coast|seaside|sand|shoreline|surf|seashore|sea shore|bay|cove|tropical island|tropical",
         "midday", "", wet=True),
    _out("sea", "sea|ocean|open sea|open water|high seas|offshore", "morning", "rock", wet=True),
    _out("river", "river|stream|creek|brook|riverbank|river bank|rapids|ford|canal", "morning", "rock", wet=True),
    _out("waterfall", "waterfall|cascade|falls|cataract|gorge|canyon", "overcast", "rock", wet=True),
    _out("harbour", "harbour|harbor|quay|pier|dock|marina|jetty|port|wharf|boardwalk", "morning", "", wet=True),
    # Among what grows
    _out("forest", "forest|woodland|wood|grove|pine forest|birch forest|redwood|wilderness", "morning", "rock"),
    _out("jungle", "jungle|rainforest|rain forest|tropical forest", "morning", "rock"),
    _out("meadow", "meadow|wildflower|flower field|field of flowers|poppy field|lavender|pasture|grassland|prairie",
         "morning", ""),
    _out("wheat", "wheat|wheat field|cornfield|barley|rye|grain field|harvest|field of wheat", "golden", ""),
    _out("park", "park|garden|lawn|orangery garden|public garden|botanical garden|backyard|campus|playground|picnic",
         "midday", ""),
    _out("vineyard", "vineyard|vine|orchard|olive grove|winery|plantation", "golden", ""),
    # Open land
    _out("mountain", "mountain|alps|alpine|peak|summit|ridge|highland|mountain lake|trail|hiking", "morning", "rock"),
    _out("desert", "desert|dune|sahara|sand dune|arid|savanna|savannah", "golden", ""),
    _out("snow", "snow|snowfield|snowy|ski slope|piste|tundra|snowdrift|winter landscape", "morning", ""),
    _out("ice", "ice|glacier|iceberg|frozen lake|arctic|antarctic|polar|ice field", "morning", "rock"),
    _out("field", "field|hill|plain|countryside|valley|farm|farmland|moor|heath|outdoors|outdoor|landscape|nature",
         "golden", "rock"),
    _out("road", "road|highway|country road|open road|motorway|freeway|route|racetrack", "golden", ""),
    _out("windfarm", "wind farm|windfarm|wind turbine|turbine|solar farm|renewable energy", "morning", ""),
    _out("planet", "moon surface|lunar|surface of the moon|on the moon|mars|martian|planet|crater", "midday", ""),
    # In town
    _out("street", "street|pavement|sidewalk|downtown|town|high street|city street|city|village|shopping street|kerb",
         "golden", ""),
    _out("alley", "alley|neon|back street|backstreet|side street|night street|chinatown|cyberpunk", "night", ""),
    _out("square", "square|plaza|piazza|market square|town square|courtyard|forecourt|promenade", "midday", ""),
    _out("rooftop", "rooftop|roof terrace|roof|terrace|balcony|skyline", "dusk", ""),
    _out("wall", "stone wall|dry stone wall|brick wall|garden wall|old wall|country lane|lane", "morning", ""),
    _out("bridge", "bridge|riverside|waterfront|embankment|river front", "dusk", "", wet=True),
    _out("site", "construction site|building site|construction|scaffolding|scaffold|quarry|crane", "morning", ""),
    _out("track", "running track|track|tennis court|basketball court|sports field|football field|football pitch|"
         "soccer field|pitch|stadium|athletics|court|sports ground", "midday", ""),
    # Above
    _out("clouds", "above the clouds|over the clouds|cloud|clouds|in the sky|heaven|sky", "morning", ""),
    _out("night", "night sky|starry|starlit|starlight|sky full of stars|starry sky|milky way|under the stars|"
         "campsite|moonlight", "night", "rock"),
)  # fmt: skip
