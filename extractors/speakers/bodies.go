package speakers

import (
	"slices"
	"strings"

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
var selfNaming = wordset.Of(`court tribunal commission committee council board ministry department bureau university college school hospital
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

// apart says whether a body of that name is of another sort than the noun: 'the
// junta' is no 'Security Council'.
func apart(noun, name string) bool {
	sort := sorts[noun]
	if sort == 0 {
		return false
	}
	name = strings.ToLower(name)
	if slices.Contains(strings.Fields(name), "police") {
		return sort != sorts["police"]
	}
	other := sorts[headNoun(name)]
	return other != 0 && other != sort
}

// sorts numbers the sorts of bodies by their nouns. Those that are of many sorts
// ('agency', 'union', 'congress') are in none.
var sorts = numbered(
	"court tribunal judiciary",
	"council commission committee board panel",
	"government regime junta cabinet administration",
	"parliament senate legislature",
	"ministry",
	"police",
	"military army navy forces",
	"party opposition coalition",
	"company firm corporation enterprise business manufacturer airline operator retailer startup chain corp inc ltd plc holdings airways airlines",
	"university college school",
	"hospital clinic",
	"church",
	"embassy consulate",
	"newspaper paper daily magazine channel broadcaster",
	"team club",
	"exchange",
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
