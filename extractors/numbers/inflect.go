package numbers

import "strings"

// irregular plurals of nouns that news counts.
var irregular = map[string]string{
	"people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "geese": "goose",
	"mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "leaves": "leaf", "halves": "half",
	"thieves": "thief", "shelves": "shelf", "calves": "calf", "loaves": "loaf", "crises": "crisis", "analyses": "analysis",
	"bases": "base", "theses": "thesis", "oases": "oasis", "diagnoses": "diagnosis", "hypotheses": "hypothesis", "phenomena": "phenomenon",
	"criteria": "criterion", "bacteria": "bacterium", "stadia": "stadium", "cacti": "cactus", "fungi": "fungus", "alumni": "alumnus",
	"oxen": "ox", "policemen": "policeman", "policewomen": "policewoman", "gunmen": "gunman", "congressmen": "congressman",
	"passersby": "passerby", "grandchildren": "grandchild", "schoolchildren": "schoolchild", "servicemen": "serviceman",
	"firemen": "fireman", "fishermen": "fisherman", "spokesmen": "spokesman", "businessmen": "businessman", "cases": "case",
	"phases": "phase", "movies": "movie", "cookies": "cookie", "zombies": "zombie", "rookies": "rookie", "ties": "tie", "pies": "pie",
	"heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "vetoes": "veto", "torpedoes": "torpedo", "echoes": "echo",
	"shoes": "shoe", "caches": "cache", "headaches": "headache", "axes": "axe", "buses": "bus", "gases": "gas", "viruses": "virus",
	"campuses": "campus", "censuses": "census", "bonuses": "bonus", "statuses": "status", "foci": "focus", "quizzes": "quiz",
	"pence": "penny", "selfies": "selfie", "calories": "calorie", "lies": "lie", "indices": "index", "matrices": "matrix",
	"vertices": "vertex", "horses": "horse", "houses": "house", "nurses": "nurse", "courses": "course", "uses": "use",
	"purchases": "purchase", "licenses": "license", "expenses": "expense", "diseases": "disease", "databases": "database",
	"defenses": "defense", "responses": "response", "releases": "release", "increases": "increase", "decreases": "decrease",
	"offenses": "offense", "corpses": "corpse", "causes": "cause", "clauses": "clause", "phrases": "phrase", "purses": "purse",
	"warehouses": "warehouse", "enterprises": "enterprise", "exercises": "exercise", "surprises": "surprise", "promises": "promise",
	"franchises": "franchise", "premises": "premise", "roses": "rose", "noses": "nose", "doses": "dose", "purposes": "purpose",
	"leases": "lease", "leis": "leu", "hindus": "hindu", "zulus": "zulu", "gurus": "guru", "menus": "menu", "taxis": "taxi", "skis": "ski",
	"rabbis": "rabbi", "tsunamis": "tsunami", "safaris": "safari", "alibis": "alibi", "kiwis": "kiwi", "emus": "emu", "bikinis": "bikini",
}

// unchanged nouns end in s in the singular, or are the same in both numbers.
var unchanged = map[string]bool{
	"series": true, "species": true, "police": true, "news": true, "headquarters": true, "barracks": true, "crossroads": true,
	"aircraft": true, "staff": true, "personnel": true, "means": true, "sheep": true, "fish": true, "deer": true,
	"gallows": true, "bus": true, "gas": true, "virus": true, "campus": true, "census": true, "bonus": true, "status": true,
	"corps": true, "dies": true, "politics": true, "economics": true, "mathematics": true, "physics": true, "analysis": true,
	"crisis": true, "basis": true, "christmas": true, "lens": true, "yes": true, "this": true, "his": true, "us": true,
	"mumps": true, "measles": true, "tennis": true, "chess": true, "hertz": true, "lux": true, "yen": true,
	"yuan": true, "baht": true, "won": true, "rand": true, "dong": true, "renminbi": true, "ringgit": true, "kronor": true, "kroner": true,
	"dice": true, "offspring": true, "salmon": true, "trout": true, "kwacha": true, "pula": true, "loti": true, "rupiah": true,
}

// singular of one noun, case kept.
func singular(noun string) string {
	low := strings.ToLower(noun)
	if unchanged[low] || len(low) < 3 {
		return noun
	}
	if s, ok := irregular[low]; ok {
		return matchCase(s, noun)
	}
	if strings.HasSuffix(low, "men") && len(low) > 4 {
		return noun[:len(noun)-2] + "an"
	}
	n := len(noun)
	switch {
	case strings.HasSuffix(low, "ies") && n > 4:
		return noun[:n-3] + "y"
	case strings.HasSuffix(low, "sses") || strings.HasSuffix(low, "shes") || strings.HasSuffix(low, "ches") || strings.HasSuffix(low, "xes") || strings.HasSuffix(low, "zzes"):
		return noun[:n-2]
	case strings.HasSuffix(low, "is") && n > 5 && isCapital(noun): // Israelis
		return noun[:n-1]
	case strings.HasSuffix(low, "ss") || strings.HasSuffix(low, "us") || strings.HasSuffix(low, "is"):
		return noun
	case strings.HasSuffix(low, "s"):
		return noun[:n-1]
	}
	return noun
}

// plural of a name: its last word, or the one before 'of'.
func plural(name string) string {
	low := strings.ToLower(name)
	for many, one := range pluralExceptions {
		if low == one || strings.HasSuffix(low, " "+one) {
			return name[:len(name)-len(one)] + many
		}
	}
	last := low[strings.LastIndex(low, " ")+1:]
	switch {
	case unchanged[last] || strings.HasSuffix(last, "feet") || strings.HasSuffix(last, "inches"):
		return name
	case strings.HasSuffix(low, "y") && !strings.HasSuffix(low, "ay") && !strings.HasSuffix(low, "ey") && !strings.HasSuffix(low, "oy"):
		return name[:len(name)-1] + "ies"
	case strings.HasSuffix(low, "ch") || strings.HasSuffix(low, "sh") || strings.HasSuffix(low, "ss") || strings.HasSuffix(low, "x"):
		return name + "es"
	}
	return name + "s"
}

var pluralExceptions = map[string]string{"feet": "foot", "millennia": "millennium"}

func matchCase(s, like string) string {
	if like != "" && like[0] >= 'A' && like[0] <= 'Z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// singularPhrase puts the head of a noun phrase into the singular, and the
// heads before 'and' and 'of' with it.
func singularPhrase(phrase string) string {
	words := strings.Fields(phrase)
	for i, w := range words {
		if i == len(words)-1 || words[i+1] == "and" || words[i+1] == "or" || words[i+1] == "per" || words[i+1] == "a" || words[i+1] == "an" {
			words[i] = singular(w)
		}
	}
	return strings.Join(words, " ")
}
