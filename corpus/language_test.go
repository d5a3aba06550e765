package corpus

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, test := range []struct{ want, text string }{
		{"en", "The ferry sailed at noon."},
		{"en", "Police arrest man after shooting at the mall"},
		{"en", "“We are not afraid,” she said. “They will have to wait for it.”"},
		{"en", strings.Repeat("Mayor Anna Kowalska, Deputy Mayor Jan Nowak, Councillor Piotr Wiśniewski. ", 3) + "They were at the meeting and said that it was the last of the year."},
		{"en", "THE HARBOUR MASTER SAID ON MONDAY THAT THE FERRIES WOULD SAIL AGAIN."},
		{"de", strings.Repeat("Der Hafenmeister sagte am Montag, dass die Fähren wieder fahren würden, weil der Sturm vorbei sei und niemand mehr warten müsse. ", 2)},
		{"fr", strings.Repeat("Le capitaine du port a déclaré lundi que les ferries allaient reprendre la mer, car la tempête est passée et les passagers attendent. ", 2)},
		{"es", strings.Repeat("El capitán del puerto dijo el lunes que los transbordadores volverán a navegar porque la tormenta ya pasó y los pasajeros esperan. ", 2)},
		{"nl", strings.Repeat("De havenmeester zei maandag dat de veerboten weer zullen varen omdat de storm voorbij is en de passagiers al dagen wachten. ", 2)},
		{"ru", "Начальник порта сообщил в понедельник, что паромы снова выйдут в море, потому что шторм закончился."},
		{"el", "Ο λιμενάρχης είπε τη Δευτέρα ότι τα πλοία θα ταξιδέψουν ξανά."},
		{"ja", "港長は月曜日に、フェリーの運航を再開すると述べた。天候は良く、乗客は安全だったという。"},
		{"", "Ferry."},
		{"", "Photo: K. Reed"},
		{"", "Lorem ipsum dolor sit amet, consectetur adipiscing elit."},
		{"", "Der Hafen ist zu."},
		{"", ""},
		{"", "12 345 678"},
	} {
		if got := Language(test.text); got != test.want {
			t.Errorf("%q is %q, want %q", clip(test.text, 60), got, test.want)
		}
	}
}

func TestLanguageOfTheMiddle(t *testing.T) {
	menu := strings.Repeat("Inicio Noticias Deportes Cultura Contacto Suscribirse Iniciar sesión ", 20)
	text := menu + strings.Repeat("The ferry sailed at noon and the harbour master said that it was the last of the day. ", 400) + menu
	if got := Language(text); got != "en" {
		t.Error(got)
	}
}

func TestLanguageCode(t *testing.T) {
	for declared, want := range map[string]string{"en": "en", "en-GB": "en", "EN_us": "en", "deu": "de", "English": "", "": "", "x": "", "und": ""} {
		if got := languageCode(declared); got != want {
			t.Errorf("%q gives %q, want %q", declared, got, want)
		}
	}
}
