package speakers

import (
	"slices"
	"strings"

	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// organisationNouns are nouns of what is no person.
var organisationNouns = wordset.Of(`party company firm corporation enterprise business court tribunal commission committee council board panel agency bureau
	department ministry office government administration authority regime parliament senate congress assembly legislature opposition coalition
	alliance bloc campaign university college school hospital bank union association federation confederation organisation organization group
	charity foundation institute institution centre center newspaper paper daily magazine website outlet station network channel broadcaster
	club team league church army navy military force mission manufacturer airline operator utility regulator watchdog ngo consortium embassy
	consulate secretariat society academy fund exchange city state county country nation kingdom republic municipality`)

// selfNaming are nouns of what mostly bears them in its name: 'the court' is hardly
// an 'Acme Times'.
var selfNaming = wordset.Of(`office court tribunal commission committee council board ministry department bureau university college school hospital
	association federation confederation foundation institute embassy consulate church union`)

// private are nouns of what is no public body, whose words publicBodies are.
var (
	private      = wordset.Of("company firm corporation enterprise business manufacturer airline operator retailer startup chain club team band label")
	publicBodies = wordset.Of("agency police ministry department court council commission authority university government parliament party army navy office senate congress nations")
)

// public says whether a name is that of a public body.
func public(name string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool { return publicBodies[w] })
}

// apart says whether an organisation is by its name of another sort than the noun:
// 'the junta' is no 'Interior Ministry'.
func apart(noun string, e *extractors.Entity) bool {
	sort := sorts[noun]
	if sort == 0 || e.Type != extractors.Organization {
		return false
	}
	name := strings.ToLower(e.Name)
	if slices.Contains(strings.Fields(name), "police") {
		return sort != sorts["police"]
	}
	other := sorts[headNoun(name)]
	if strings.HasSuffix(name, " security council") {
		return true // unlike other councils, it is no court, cabinet or junta
	}
	return other != 0 && other != sort
}

// sorts numbers the sorts of bodies by their nouns. A noun that is of many sorts
// ('agency', 'union', 'congress'; 'council' may be a court, a cabinet or a junta) or
// that companies take for a name ('club', 'navy', 'exchange') is in none.
var sorts = numbered(
	"court tribunal",
	"government regime junta cabinet",
	"parliament senate legislature",
	"ministry",
	"police",
	"military army forces",
	"party",
	"company firm corporation enterprise manufacturer airline operator retailer startup corp inc ltd plc holdings airways airlines",
	"university",
	"hospital",
	"embassy consulate",
	"newspaper",
)

// numbered gives the words of the n-th list, from 1, the number n.
func numbered(lists ...string) map[string]int {
	out := map[string]int{}
	for n, words := range lists {
		for w := range wordset.Of(words) {
			out[w] = n + 1
		}
	}
	return out
}
