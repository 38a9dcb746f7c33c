"""Names of French places, as the guide writes them in its choices (folded: lower case, no accents, no hyphens)."""

from __future__ import annotations

REGIONS = frozenset(
    """
    auvergne rhone alpes|bourgogne franche comte|bretagne|centre val de loire|corse|grand est|hauts de france
    ile de france|normandie|nouvelle aquitaine|occitanie|pays de la loire|pays de loire|provence alpes cote d azur
    paca|alsace|moselle|alsace moselle|aquitaine|auvergne|basse normandie|haute normandie|bourgogne|centre
    champagne ardenne|franche comte|languedoc roussillon|limousin|lorraine|midi pyrenees|nord pas de calais|picardie
    poitou charentes|rhone alpes|alsace champagne ardenne lorraine|aquitaine limousin poitou charentes
    languedoc roussillon midi pyrenees|nord pas de calais picardie
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

DEPARTMENTS = frozenset(
    """
    ain|aisne|allier|alpes de haute provence|hautes alpes|alpes maritimes|ardeche|ardennes|ariege|aube|aude|aveyron
    bouches du rhone|calvados|cantal|charente|charente maritime|cher|correze|corse du sud|haute corse|cote d or
    cotes d armor|creuse|dordogne|doubs|drome|eure|eure et loir|finistere|gard|haute garonne|gers|gironde|herault
    ille et vilaine|indre|indre et loire|isere|jura|landes|loir et cher|loire|haute loire|loire atlantique|loiret
    lot|lot et garonne|lozere|maine et loire|manche|marne|haute marne|mayenne|meurthe et moselle|meuse|morbihan
    moselle|nievre|nord|oise|orne|pas de calais|puy de dome|pyrenees atlantiques|hautes pyrenees|pyrenees orientales
    bas rhin|haut rhin|rhone|haute saone|saone et loire|sarthe|savoie|haute savoie|paris|seine maritime
    seine et marne|yvelines|deux sevres|somme|tarn|tarn et garonne|var|vaucluse|vendee|vienne|haute vienne|vosges
    yonne|territoire de belfort|essonne|hauts de seine|seine saint denis|val de marne|val d oise
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

OVERSEAS = frozenset(
    """
    outre mer|guadeloupe|martinique|guyane|la reunion|reunion|mayotte|saint pierre et miquelon|saint barthelemy
    saint martin|wallis et futuna|polynesie francaise|polynesie|nouvelle caledonie|terres australes|dom|com|drom|tom
    departements d outre mer|collectivites d outre mer|terres australes et antarctiques francaises|taaf
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

CITIES = frozenset(
    """
    aix en provence|ajaccio|amiens|annecy|bastia|besancon|bordeaux|brest|caen|cayenne|clermont ferrand|creteil
    dijon|grand paris|grande couronne|grenoble|hellemmes|le havre|lille|limoges|lomme|lyon|marseille|metz
    montpellier|nancy|nantes|nice|orleans|pau|petite couronne|poitiers|reims|rennes|rouen|saint denis
    saint etienne|strasbourg|toulon|toulouse|tours|versailles|villeurbanne
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

FRANCE_OR_ABROAD = frozenset(
    """
    france|france metropolitaine|metropole|metropole et dom|l etranger|etranger|territoire francais|europe
    union europeenne|l union europeenne|ue|l ue|l espace economique europeen|espace economique europeen|eee|suisse
    monaco|andorre|algerie|maroc|tunisie|belgique|allemagne|luxembourg|italie|espagne|royaume uni|etats unis|canada
    quebec|portugal|pays bas|irlande
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)

PLACES = REGIONS | DEPARTMENTS | OVERSEAS | CITIES | FRANCE_OR_ABROAD
